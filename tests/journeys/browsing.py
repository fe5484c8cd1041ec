"""A person at a browser: finds things by the words on the page, and notices whatever is wrong with it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect

AXE_SCRIPT = Axe().axe_script
# Ours and govuk-frontend's pages hold everything in landmarks; the skip link alone stands before them, as it must.
AXE_OPTIONS = {"resultTypes": ["violations"]}
# What axe found in order is a hundred times as long, and takes longer to bring over than to find.
VIOLATIONS = "options => axe.run(options).then(found => found.violations)"
# A script of the page sent the form and then went on: the page looked at is gone, and the next one is there.
LEFT = "context was destroyed"
# The page's title, its headings in order, and which kinds of element it has in which classes and roles.
SHAPE = """() => {
  const kinds = [...document.querySelectorAll("body *")].map(e => [e.tagName, e.className, e.role, e.type].join("."));
  const headings = [...document.querySelectorAll("h1, h2, h3, h4")].map(e => e.tagName);
  return [document.title, ...headings, ...[...new Set(kinds)].sort()].join(" ");
}"""


class Person:
    """One signed-in person in one browser window. Every page they come to is checked for errors, and by axe."""

    def __init__(self, page, address, *, javascript, shapes_seen):
        self.page = page
        self.address = address
        self.javascript = javascript
        self.complaints = []
        self.shapes_seen = shapes_seen
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"error on {page.url}: {error}"))
        page.on("response", self._answered)

    def _heard(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console on {self.page.url}: {message.text}")

    def _answered(self, response):
        if response.status >= 500:
            self.complaints.append(f"{response.status} from {response.url}")

    def goes_to(self, path):
        self.page.goto(self.address + path)
        self.looks_around()

    def looks_around(self):
        """Nothing sticks out sideways, axe finds nothing, and the browser has not complained."""
        self.page.wait_for_load_state()  # a click comes back when the new page begins to arrive
        if self.javascript:
            try:
                self._looks_at_the_page()
            except Error as error:
                if LEFT not in error.message:
                    raise
                self.page.wait_for_load_state()
                self._looks_at_the_page()
        assert not self.complaints, "\n".join(self.complaints)

    def _looks_at_the_page(self):
        self._looks_at_the_shape()
        wide, seen = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= seen, f"{self.page.url} is {wide} px wide in a window of {seen} px"

    def _looks_at_the_shape(self):
        """Ask axe, which takes its time, unless the same elements were seen on the same page and width before."""
        shape = self.page.evaluate(SHAPE)
        if shape in self.shapes_seen:
            return
        self.shapes_seen.add(shape)
        self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(VIOLATIONS, AXE_OPTIONS)
        told = [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
        assert not told, f"axe on {self.page.url}:\n" + "\n".join(told)

    def sees(self, text):
        expect(self.page.locator("main")).to_contain_text(text)

    def does_not_see(self, text):
        expect(self.page.locator("body")).not_to_contain_text(text)

    def follows(self, name, *, exact=True):
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.looks_around()

    def presses(self, name):
        """A button, or a link that looks like one."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.looks_around()

    def writes(self, label, text, *, within=None):
        self._within(within).get_by_label(label, exact=True).fill(str(text))

    def dates(self, legend, day):
        group = self.page.get_by_role("group", name=legend, exact=True)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part, exact=True).fill(str(number))

    def chooses(self, option, *, of=None, exact=True):
        """A radio or checkbox by its words, in the group with this question."""
        self._within(of).get_by_label(option, exact=exact).first.check()

    def selects(self, label, option):
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def _within(self, legend):
        return self.page.get_by_role("group", name=legend, exact=True).first if legend else self.page

    def signs_in(self, user, password):
        self.goes_to("/accounts/login/")
        self.writes("Work email address", user.email)
        self.writes("Password", password)
        self.presses("Sign in")
