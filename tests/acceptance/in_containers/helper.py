"""A service that is found by its name, and says which task it is."""

import http.server
import socket


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(socket.gethostname().encode())


http.server.ThreadingHTTPServer(("0.0.0.0", 9001), Handler).serve_forever()
