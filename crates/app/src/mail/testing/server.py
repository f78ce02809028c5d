"""A mail server for tests: python3 server.py PORT FOLDER."""

import asyncio
import pathlib
import sys

from aiosmtpd.smtp import SMTP

PORT, FOLDER = int(sys.argv[1]), pathlib.Path(sys.argv[2])


class Keeper:
    """Keeps every mail as a file, with its envelope before it."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 No such user here"
        if address.startswith("later@"):
            return "451 4.7.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        number = len(list(FOLDER.iterdir()))
        head = f"X-From: {envelope.mail_from}\r\nX-To: {' '.join(envelope.rcpt_tos)}\r\n"
        (FOLDER / f"{number:04}.eml").write_bytes(head.encode() + envelope.original_content)
        return "250 2.0.0 Taken"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Keeper(), enable_SMTPUTF8=False, hostname="test"), "127.0.0.1", PORT
    )
    print("listening", flush=True)
    # The one who started it holds the other end: when it goes, so does this.
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
