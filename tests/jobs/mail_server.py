"""A real mail server of a few lines, that keeps what it is sent."""

import contextlib
import socketserver
import threading


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            command = line[:4].upper()
            if command == "DATA":
                self._say("354 go on")
                self.server.letters.append(self._letter())
            elif command == "RCPT" and self.server.refuses in line:
                self._say("550 nobody of that name")
                continue
            self._say("221 bye" if command == "QUIT" else "250 good")

    def _letter(self):
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextlib.contextmanager
def mail_server(*, refuses="nobody-at-all", port=0):
    """Listen on a port; `letters` holds what arrived, `refuses` is an address that the server does not know."""
    with _Server(("127.0.0.1", port), _Conversation) as server:
        server.letters, server.refuses, server.port = [], refuses, server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()
