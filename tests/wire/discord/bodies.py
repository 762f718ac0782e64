"""Reading what a call sends: JSON, or a form with files."""

import json
import re

from aiohttp import BodyPartReader, web

from tests.wire.discord.errors import Refused
from tests.wire.discord.records import Attachment
from tests.wire.discord.snowflakes import Snowflakes
from tests.wire.json_shapes import as_object, as_objects

MOST_FILES = 10
MOST_BYTES = 10 * 1024 * 1024
_FILE = re.compile(r"files\[(\d+)\]")


async def read_body(request: web.Request, ids: Snowflakes) -> tuple[object, dict[int, Attachment]]:
    """The JSON of a call and its files by their number."""
    if request.content_type == "multipart/form-data":
        return await _read_form(request, ids)
    content = await request.read()
    if not content:
        return {}, {}
    if request.content_type != "application/json":
        raise Refused(50035, {"_errors": [{"code": "CONTENT_TYPE_INVALID",
                                           "message": 'Expected "Content-Type" header to be one of '
                                                      "{'application/json'}."}]})  # fmt: skip
    return _decode(content), {}


def _decode(content: bytes) -> object:
    try:
        return json.loads(content)
    except ValueError:
        raise Refused(50109) from None


async def _read_form(request: web.Request, ids: Snowflakes) -> tuple[object, dict[int, Attachment]]:
    body: object = {}
    files: dict[int, Attachment] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Refused(50109)
        content = bytes(await part.read())
        numbered = _FILE.fullmatch(part.name or "")
        if part.name == "payload_json":
            body = _decode(content)
        elif numbered is not None:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            file = Attachment(ids.new(), part.filename or "unknown", content, kind)
            files[int(numbered.group(1))] = file
    if len(files) > MOST_FILES or sum(len(one.content) for one in files.values()) > MOST_BYTES:
        raise Refused(40005)
    for told in as_objects(as_object(body).get("attachments")):
        number = str(told.get("id", ""))
        if number.isdigit() and int(number) in files:
            file = files[int(number)]
            file.name = str(told.get("filename") or file.name)
            file.description = told.get("description")
    return body, files
