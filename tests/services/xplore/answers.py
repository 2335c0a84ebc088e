"""IEEE Xplore's document pages: turned away as a program, unless the switch `xplore-open` is on."""

from __future__ import annotations

import json

from exchange import Asked, Reply, items

OTHER = "/document/8999001"
KIND = "text/html;charset=UTF-8"
BOT = b"<!DOCTYPE html><html><head><title>Request Rejected</title></head><body>Request blocked. Captcha.</body></html>"
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>{title} | IEEE Xplore</title>
<script type="text/javascript">
var xplGlobal = {{}}; xplGlobal.document = {{}};
xplGlobal.document.userLoggedIn=false;
xplGlobal.document.metadata={metadata};
xplGlobal.document.isPromo=false;
</script></head><body><div id="LayoutWrapper"></div></body></html>
"""
EMPTY = "<!DOCTYPE html>\n<html><head><title>IEEE Xplore</title></head><body>Page not found</body></html>\n"


def answer(asked: Asked) -> Reply:
    if "xplore-open" not in asked.switches:
        return Reply(403, KIND, BOT)
    number = asked.path.removeprefix("/document/").strip("/")
    found = next((item for item in items("xplore") if item["articleNumber"] == number), None)
    if found is None:
        return Reply(200, KIND, EMPTY.encode())
    metadata = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    metadata = metadata[:-1] + ',"title":' + json.dumps(found["title"]) + "}"  # some keys stand there twice
    return Reply(200, KIND, PAGE.format(title=found["title"], metadata=metadata).encode())
