"""A small OpenID Connect provider on this machine, as a council's directory would be: real HTTP, real signed tokens."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import override_settings

CLIENT, SECRET = "stronger-families", "an invented secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def configured(address, domains=()):
    """What the settings make of OIDC_SERVER_URL and its companions."""
    app = {"provider_id": "council", "name": "your Millbrook account", "client_id": CLIENT, "secret": SECRET}
    app["settings"] = {"server_url": address, "verified_email": list(domains)}
    return override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}})


class IdentityProvider:
    """Whoever comes is signed in as `person` (claims) at once; `token` changes the claims of the token alone.

    `cancels` makes them go back instead.
    """

    def __init__(self):
        self.person, self.token, self.cancels = {}, {}, False
        self.codes, self.access_tokens = {}, {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": self}))
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.stop()

    def stop(self):
        if self.thread.is_alive():
            self.server.shutdown()
            self.thread.join()
        self.server.server_close()

    def configuration(self):
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        endpoints = {f"{name}_endpoint": f"{self.address}/{path}" for name, path in places.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/keys", **endpoints, **methods}

    def authorize(self, asked):
        """Where to send the browser. The rules of the protocol are kept: a request that breaks one is an error here."""
        assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
        if self.cancels:
            return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, form):
        asked = self.codes.pop(form["code"])
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert (form["client_secret"], form["redirect_uri"]) == (SECRET, asked["redirect_uri"])
        assert proof == asked["code_challenge"]
        access = secrets.token_urlsafe()
        self.access_tokens[access] = self.person
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, **self.person, **self.token}
        id_token = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": id_token}

    def keys(self):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}


class _Handler(BaseHTTPRequestHandler):
    provider: IdentityProvider

    def do_GET(self):
        asked = urlsplit(self.path)
        if asked.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(_flat(asked.query)))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif asked.path == "/userinfo":
            self._say(self.provider.access_tokens[self.headers["Authorization"].removeprefix("Bearer ")])
        elif asked.path == "/keys":
            self._say(self.provider.keys())
        else:
            self._say(self.provider.configuration())

    def do_POST(self):
        form = _flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._say(self.provider.exchange(form))

    def _say(self, answer):
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Quiet."""


def _flat(query):
    return {name: values[0] for name, values in parse_qs(query).items()}
