"""Says by path what a container reaches, with nothing but Python's own library."""

import http.server
import os
import pathlib
import socket
import ssl
import struct
import urllib.request


def asked(url):
    return urllib.request.urlopen(url, timeout=5).read().decode()


def written():
    kept = pathlib.Path("/tmp/kept")
    kept.write_text("written")
    return f"{kept.read_text()} by {os.getuid()}"


def connected(name):
    return socket.create_connection((os.environ[f"{name}_HOST"], int(os.environ[f"{name}_PORT"])), timeout=30)


def secured(name, plain):
    return ssl.create_default_context().wrap_socket(plain, server_hostname=os.environ[f"{name}_HOST"])


def database():
    """https://www.postgresql.org/docs/current/protocol-message-formats.html: SSLRequest, StartupMessage."""
    with connected("DATABASE") as plain:
        plain.sendall(struct.pack("!ii", 8, 80877103))
        assert plain.recv(1) == b"S"
        with secured("DATABASE", plain) as tls:
            words = b"user\0owner\0database\0orders\0\0"
            tls.sendall(struct.pack("!ii", 8 + len(words), 196608) + words)
            return "asks for a password" if tls.recv(1) == b"R" else "refuses"


def cache():
    with connected("CACHE") as plain, secured("CACHE", plain) as tls:
        tls.sendall(f"AUTH {os.environ['CACHE_TOKEN']}\r\nPING\r\n".encode())
        said = b""
        while said.count(b"\r\n") < 2:
            said += tls.recv(100)
        return said.decode().split()[1]


ANSWERS = {
    "/": lambda: asked("http://localhost:9000"),
    "/named": lambda: asked("http://helper.shop.internal:9001"),
    "/written": written,
    "/database": database,
    "/cache": cache,
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            said = ANSWERS[self.path]()
        except Exception as error:
            said = repr(error)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(said.encode())


http.server.ThreadingHTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
