"""A security key in software, which signs what it is given: honest unless a test bends it."""

import hashlib
import json
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

FLAG = AuthenticatorData.FLAG
PRESENT_AND_VERIFIED = FLAG.UP | FLAG.UV
Answer = dict[str, object]


@dataclass
class SoftKey:
    """One key pair, bound to a domain, that counts its signatures."""

    domain: str = "localhost"
    origin: str = "https://localhost"
    counter: int = 1
    identifier: bytes = b"a key of the tests"
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def register(self, challenge: str) -> Answer:
        """What the browser posts when the key is added."""
        public = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call]
        credential = AttestedCredentialData.create(Aaguid.NONE, self.identifier, public)
        data = AuthenticatorData.create(
            self._domain_hash(), PRESENT_AND_VERIFIED | FLAG.AT, self.counter, credential
        )
        return self._answer(
            {
                "clientDataJSON": websafe_encode(self._client("webauthn.create", challenge)),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            }
        )

    def answer(self, challenge: str, user_handle: bytes) -> Answer:
        """What the browser posts when the key answers; the counter goes up by one."""
        self.counter += 1
        data = AuthenticatorData.create(self._domain_hash(), PRESENT_AND_VERIFIED, self.counter)
        client = self._client("webauthn.get", challenge)
        signed = bytes(data) + hashlib.sha256(client).digest()
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(self.private.sign(signed, ec.ECDSA(SHA256()))),
                "userHandle": websafe_encode(user_handle),
            }
        )

    def _answer(self, response: dict[str, str]) -> Answer:
        identifier = websafe_encode(self.identifier)
        return {
            "id": identifier,
            "rawId": identifier,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _domain_hash(self) -> bytes:
        return hashlib.sha256(self.domain.encode()).digest()
