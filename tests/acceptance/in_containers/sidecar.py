"""Answers at localhost of its task alone."""

import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"from the sidecar")


http.server.ThreadingHTTPServer(("127.0.0.1", 9000), Handler).serve_forever()
