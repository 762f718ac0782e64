"""files.*: an address to upload to, the upload, and its sharing."""

from tests.wire.slack.json_shapes import Json, as_objects
from tests.wire.slack.methods import Ask, Failed, method
from tests.wire.slack.payloads import describe_im
from tests.wire.slack.records import SlackFile


@method("files.getUploadURLExternal", "files:write")
async def get_upload_url(ask: Ask) -> Json:
    """Where to upload a file to."""
    name, length = ask.text("filename"), ask.text("length")
    if not name or not length.isdigit() or int(length) < 1:
        raise Failed("invalid_arguments", ["[ERROR] missing required field: filename or length"])
    file = SlackFile(
        ask.state.ids.new("F"), name, name, owner=ask.team.bot_user, length=int(length)
    )
    ask.state.files[file.id] = file
    return {"ok": True, "upload_url": f"{ask.state.base}/upload/v1/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write")
async def complete_upload(ask: Ask) -> Json:
    """Share what was uploaded."""
    wanted = as_objects(ask.json("files"))
    if not wanted:
        raise Failed("invalid_arguments", ["[ERROR] missing required field: files"])
    found = [ask.state.files.get(str(one.get("id"))) for one in wanted]
    files = [one for one in found if one is not None and len(one.content) == one.length]
    if len(files) != len(wanted):
        raise Failed("file_not_found")
    for file, told in zip(files, wanted, strict=True):
        file.title = str(told.get("title") or file.name)
    names = [one for one in (ask.text("channel_id") or ask.text("channels")).split(",") if one]
    for name in names:
        found_in = [one for one in ask.reach if name in one.channels]
        if not found_in:
            raise Failed("invalid_channel")
        channel = found_in[0].channels[name]
        message = found_in[0].post(channel, {"text": ask.text("initial_comment")}, via=ask.method)
        message.files = files
        if channel.kind == "im" and "message.im" in ask.state.subscribed:
            event = describe_im(found_in[0], channel, message)
            ask.state.start(ask.state.deliveries.event(found_in[0], event))
        ask.state.news.tell()
    shapes = [one.shape(ask.state.base, ask.team.id) for one in files]
    return {"ok": True, "files": shapes}
