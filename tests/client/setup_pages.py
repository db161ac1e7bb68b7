"""Setup pages as HTML, in two layouts. Written for the tests; no public HTML of the section exists."""

from html import escape

VIEW = "/app/mgmt/forceconnectedapps/forceAppDetail.apexp"
APP_ID = "0H4000000000001AAA"
FULL = f"{VIEW}?applicationId=06P000000000001&id=0Ci000000000001"
SECTION = "Initial Access Token for Dynamic Client Registration"
TOKEN = "CANARY-token-old"
NEW_TOKEN = "CANARY-token-new"
STATE = "CANARY-state&<\"'>"

_VF = "com.salesforce.visualforce."


def view_state(*names: str, value: str = STATE) -> str:
    """The hidden inputs of a Visualforce page."""
    wanted = names or ("ViewState", "ViewStateVersion", "ViewStateMAC", "ViewStateCSRF")
    return "".join(
        f'<input type="hidden" id="{_VF}{n}" name="{_VF}{n}" value="{escape(f"{value}{n}")}" />'
        for n in wanted
    )


def button(label: str, extra: str = "") -> str:
    """A submit button with a generated name."""
    return f'<input type="submit" name="p:f:j_id9:j_id{len(label)}" value="{label}" class="btn" {extra}/>'


def reveal(token: str, element: str = "ctrDiv7") -> str:
    """A link that shows a hidden element, and the element."""
    show = f"document.getElementById('{element}').style.display='block';this.style.display='none'"
    return (
        f'<a href="javascript:void(0)" onclick="{show}">Click to reveal</a>'
        f'<div id="{element}" style="display: none">{escape(token)}</div>'
    )


def controls(token: str | None) -> str:
    """What the section holds."""
    return button("Generate") if token is None else reveal(token) + button("Regenerate")


def page(
    inner: str, *, states: str | None = None, action: str = FULL, extra: str = "", form: str = ""
) -> str:
    """A page around the section; the view state stands after the form."""
    shown = view_state() if states is None else states
    return f"""<!DOCTYPE html><html><head><title>Connected App ~ Salesforce</title>
<script>function go() {{ window.location.href = '/elsewhere'; }}</script></head><body>{extra}
<form id="p:f" name="p:f" method="post" action="{escape(action)}" enctype="application/x-www-form-urlencoded" {form}>
<input type="hidden" name="p:f" value="p:f" /><input type="hidden" name="extra" value="a&amp;b" />
<input type="text" name="typed" value="never sent" />
{inner}
</form>{shown}</body></html>"""


def table_page(token: str | None, *, inside: str | None = None, **around: str) -> str:
    """The layout of classic detail pages: a heading in its own block, then a table."""
    held = controls(token) if inside is None else inside
    return page(
        f"""<div class="pbSubheader tertiaryPalette"><h3>API (Enable OAuth Settings)</h3></div>
<div class="pbSubsection"><table><tr><td class="labelCol">Consumer Secret</td>
<td>{reveal("CANARY-consumer-secret", "ctrDiv1")}</td></tr></table></div>
<div class="pbSubheader tertiaryPalette"><h3>
  Initial Access Token&nbsp;for  Dynamic
  Client Registration<span class="titleSeparatingColon">:</span></h3></div>
<div class="pbSubsection"><table class="detailList"><tbody><tr><th class="labelCol">Initial Access Token</th>
<td class="dataCol">{held}</td></tr></tbody></table></div>
<div class="pbSubheader tertiaryPalette"><h3>Custom Attributes</h3></div>
<div class="pbSubsection">{button("Generate report")}{reveal("other", "ctrDiv9")}</div>""",
        **around,
    )


def div_page(token: str | None, *, inside: str | None = None, **around: str) -> str:
    """A layout of sections with headings by role, and buttons that are elements."""
    held = controls(token) if inside is None else inside
    held = held.replace('<input type="submit"', "<button").replace('class="btn" />', ">")
    for label in ("Regenerate", "Generate"):
        held = held.replace(f'value="{label}" >', f'value="{label}"> {label}\n</button>')
    return page(
        f"""<section><div role="heading" aria-level="2">{SECTION}</div><div><h4>Current token</h4>
<p>{held}</p></div></section><section><div role="heading" aria-level="2">More</div></section>""",
        **around,
    )


def script_redirect(target: str) -> str:
    """A redirect as Setup writes it."""
    return f"""<html><head><script>
function redirectOnLoad() {{
if (window.location.replace){{ window.location.replace('{target}'); }} else {{;
window.location.href ='{target}';
}} }}
redirectOnLoad();
</script></head></html>"""


def message_page(token: str | None) -> str:
    """The View page with an error above it."""
    return table_page(
        token,
        extra='<div class="message errorM3"><div class="messageText">CANARY-reason</div></div>',
    )


LOGIN = """<html><head><title>Login | Salesforce</title></head>
<body><form name="login"><input type="password"></form></body></html>"""
DENIED = """<html><head><title>Insufficient Privileges</title></head><body>
You do not have the level of access necessary to perform the operation you requested.</body></html>"""
GONE = '<html><title>Error</title><body><span id="errorTitle">URL No Longer Exists</span></body></html>'
MAINTENANCE = "<html><body><h1>We are down for maintenance</h1></body></html>"
PASSWORD = "<html><title>Change Your Password</title><body><input type=password><input type=password></body></html>"
VERIFY = "<html><title>x</title><body><h2>Verify Your Identity</h2></body></html>"
PASSKEY = "<html><title>Create a Passkey</title><body></body></html>"
