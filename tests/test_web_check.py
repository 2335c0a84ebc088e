"""What is an answer, and what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harvester.memory import Memory
from harvester.web.address import host_of, redacted
from harvester.web.check import checked
from harvester.web.fault import Fault
from harvester.web.request import Answer, Request, Service
from harvester.web.settings import Settings
from harvester.web.wire import Wire

WIRE = Wire(
    Settings(
        {"one": Service("one", "http://one.example", "ONE", ("doi",))},
        Memory(None),
        time.monotonic() + 60,
        "1",
        "https://x",
    )
)
FEED = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>'
PUBMED = b'<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://dtd.example/x.dtd"><PubmedArticleSet>&eacute;</PubmedArticleSet>'
LOL = b'<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


def check(body: bytes, kind: str, accept: str, status: int = 200, absence: str = "") -> Answer:
    answer = Answer(status, "http://one.example", {"content-type": kind}, body)
    return checked(lambda _: answer, WIRE)(Request("one", "http://one.example", accept=accept, absence=absence))


@pytest.mark.parametrize("status", [403, 429])
def test_an_allowance_that_is_used_up_closes_the_service_until_it_is_renewed(status: int) -> None:
    headers = {"content-type": "text/html", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "64137"}
    answer = Answer(status, "http://one.example", headers, b"<html>Too many</html>")
    with pytest.raises(Fault, match="left alone for 64137 s") as raised:
        checked(lambda _: answer, WIRE)(Request("one", "http://one.example"))
    assert (raised.value.kind, raised.value.after) == ("busy", 64137.0)


@pytest.mark.parametrize(
    ("body", "kind", "accept"),
    [
        (b'{"a": 1}', "application/json", "application/json"),
        (b'\xef\xbb\xbf {"a": 1}', "application/vnd.orcid+json; qs=4", "application/json"),
        (b'{"a": 1}', "text/plain", "application/json"),
        (b'{"a": 1}', "text/html", "application/json"),
        (b'{"a": "\xe9"}', "application/json; charset=ISO-8859-1", "application/json"),
        (b"[]", "", "application/vnd.citationstyles.csl+json"),
        (FEED, "application/atom+xml", "application/atom+xml"),
        (FEED, "text/xml", "application/atom+xml"),
        (FEED, "text/html", "application/atom+xml"),
        (PUBMED, "text/xml", "text/xml"),
        (b"@article{a, title = {<html>}}", "application/x-bibtex", "application/x-bibtex"),
        (b"<!doctype html><title>A robot that reads captchas: a survey</title>", "text/html", "text/html"),
    ],
)
def test_what_was_asked_for_is_an_answer(body: bytes, kind: str, accept: str) -> None:
    assert check(body, kind, accept).body == body


@pytest.mark.parametrize(
    ("body", "kind", "accept", "says"),
    [
        (b"   ", "application/json", "application/json", "an empty answer"),
        (b'{"a": [1, 2', "application/json", "application/json", "half an answer"),
        (b"Rate exceeded.", "text/plain", "application/json", "half an answer"),
        (b'{"a": "\xe9"}', "application/json", "application/json", "half an answer"),
        (b'{"a": "\xe9"}', "application/json; charset=klingon", "application/json", "half an answer"),
        (FEED[:-4], "application/atom+xml", "application/atom+xml", "half an answer"),
        (FEED + FEED, "application/atom+xml", "application/atom+xml", "half an answer"),
        (b"Rate exceeded.", "application/atom+xml", "application/atom+xml", "half an answer"),
        (LOL, "text/xml", "text/xml", "declares entities"),
        (b"<html/>", "application/atom+xml", "application/atom+xml", "a web page instead of data"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html/>', "text/xml", "text/xml", "a web page instead of data"),
        (b"<p>Not what you asked for", "text/html", "application/json", "a web page instead of data"),
        (b"<p>Not what you asked for", "text/html", "application/x-bibtex", "a web page instead of data"),
        (b"<html>Making sure you are not a bot!</html>", "text/html", "application/json", "a page for robots"),
        (b"<title>Access Denied</title>", "text/html", "text/html", "a page for robots"),
    ],
)
def test_what_only_looks_like_an_answer_is_none(body: bytes, kind: str, accept: str, says: str) -> None:
    with pytest.raises(Fault, match=says):
        check(body, kind, accept)


@pytest.mark.parametrize("body", [b"Resource not found.", b'{"errors": []}', b"<error/>"])
def test_absence_in_a_service_s_own_words_is_an_answer(body: bytes) -> None:
    assert check(body, "text/plain", "application/json", 404).status == 404


OWN_404 = b"<!doctype html>\n<title>404 Not Found</title>\n<p>The requested URL was not found on the server. If"


@pytest.mark.parametrize("accept", ["application/json", "text/xml"])
def test_absence_in_html_is_an_answer_where_the_service_has_no_other_word(accept: str) -> None:
    own = "The requested URL was not found on the server."
    assert check(OWN_404, "text/html", accept, 404, absence=own).status == 404
    for body, absence in ((OWN_404, ""), (b"<html><title>Just a moment...</title></html>", own), (b" ", own)):
        with pytest.raises(Fault):
            check(body, "text/html", accept, 404, absence=absence)


@pytest.mark.parametrize("body", [b" " * 200_000, b"<!--" * 50_000, b"<!---->" * 50_000, b"<title" * 50_000])
def test_no_body_makes_the_check_slow(body: bytes) -> None:
    began = time.monotonic()
    for accept in ("application/json", "text/html"):
        try:
            check(body + b"x", "text/html", accept)
        except Fault:
            continue
    assert time.monotonic() - began < 2


@given(st.binary(max_size=60), st.sampled_from(["application/json", "text/xml", "text/html"]))
def test_any_bytes_are_an_answer_or_a_fault(body: bytes, accept: str) -> None:
    try:
        assert check(body, accept, accept).body == body
    except Fault as fault:
        assert fault.what


@given(st.text(min_size=1))
@example("%")  # stands in its own quoted form
def test_any_secret_is_taken_out_of_an_address(secret: str) -> None:
    request = Request("one", "http://one.example/", (("key", secret),))
    try:
        shown = redacted(request.address, (secret,))
    except UnicodeEncodeError:
        return  # half a surrogate pair is in no address
    assert request.address == redacted(request.address, ("",))
    assert shown.endswith("***")


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://API.Example.org/x", "api.example.org:443"), ("http://127.0.0.1:8080", "127.0.0.1:8080")],
)
def test_hosts_are_told_apart_by_name_and_port(url: str, host: str) -> None:
    assert host_of(url) == host
