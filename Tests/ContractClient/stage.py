"""The services of a flow, each under its own login, and the people they serve."""

from agent import Agent, pass_time
from hub import Refused
from services import Centre, Factory, Mailer, Mailroom, PaymentService, Portal

GRACE = "3 minutes"


class Stage:
    """Every service under its own login, and an agent."""

    def __init__(self, page):
        self.page = page
        self.portal, self.mailer, self.payment = Portal(page), Mailer(page), PaymentService(page)
        self.centre, self.mailroom, self.factory = Centre(page), Mailroom(page), Factory(page)
        self.agent = Agent()
        self.people = 0
        _, self.position = self.portal.follow(0)

    def person(self, **changes):
        """A form of somebody new."""
        self.people += 1
        number = self.people
        return Portal.form(**{
            "last_name": f"MARTIN{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}", "licence_number": f"0601133{number:05}", "email": f"m{number}@example.fr",
            "phone": f"06399801{number:02}", **changes})

    def active(self, **changes):
        """An active driver with an unused right, and his form."""
        form = self.person(**changes)
        self.centre.record(form, "2026-03-02")
        driver = self.portal.sign_up(form)
        self.agent.approve("accounts")
        pass_time(GRACE)
        return driver, form

    def with_card(self, activate=True, **changes):
        """A driver with a card, active or on its way; the driver and the card."""
        driver, _ = self.active(**changes)
        self.portal.apply(driver)
        self.agent.approve("documents")
        pass_time(GRACE)
        card = self.factory.work()[0]
        if activate:
            self.portal.call("activate_card", driver=driver, card=card)
        return driver, card

    def changes(self):
        """What has happened since it was last asked, `object state`."""
        changes, self.position = self.portal.follow(self.position)
        return [f"{change['object']} {change['state']}" for change in changes]

    def refused(self, code, body):
        """That a call is refused with this code, and that the page knows the code and its values."""
        try:
            body()
        except Refused as refusal:
            assert refusal.code == code, f"{refusal} instead of {code}"
            assert code in self.page.errors, f"{code} is not on the page"
            assert set(refusal.values) <= self.page.errors[code], f"{code}: the page does not say {set(refusal.values) - self.page.errors[code]}"
            return refusal.values
        raise AssertionError(f"not refused with {code}")
