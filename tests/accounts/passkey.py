"""A passkey in software: does what a computer's or telephone's own would, for tests without a browser."""

import hashlib
import json
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

ORIGIN = "http://localhost"
FLAGS = AuthenticatorData.FLAG.USER_PRESENT | AuthenticatorData.FLAG.USER_VERIFIED


class SoftwarePasskey:
    """Bound to the site `localhost`, the one name that may have passkeys without HTTPS."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = os.urandom(16)
        self.user_handle = None

    def make(self, options) -> str:
        """Answer a page that adds a passkey; `options` is its JSON."""
        public = json.loads(options)["publicKey"]
        self.user_handle = public["user"]["id"]
        credential = AttestedCredentialData.create(
            Aaguid.NONE, self.credential_id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = self._data(public["rp"]["id"], FLAGS | AuthenticatorData.FLAG.ATTESTED, credential)
        return self._answer(
            {
                "clientDataJSON": websafe_encode(self._client("webauthn.create", public)),
                "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
            }
        )

    def prove(self, options) -> str:
        """Answer a page that asks for a passkey."""
        public = json.loads(options)["publicKey"]
        client, data = self._client("webauthn.get", public), bytes(self._data(public["rpId"], FLAGS))
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signed),
                "userHandle": self.user_handle,
            }
        )

    def _client(self, deed, public):
        return bytes(CollectedClientData.create(deed, websafe_decode(public["challenge"]), ORIGIN))

    def _data(self, site, flags, credential=b""):
        return AuthenticatorData.create(hashlib.sha256(site.encode()).digest(), flags, 1, credential)

    def _answer(self, response):
        me = websafe_encode(self.credential_id)
        about = {"type": "public-key", "clientExtensionResults": {"credProps": {"rk": True}}}
        return json.dumps({"id": me, "rawId": me, **about, "response": response})
