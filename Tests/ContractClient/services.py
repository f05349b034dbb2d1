"""The services around hub, each as small as it can be and whole: portal, mailer, payment service, centre, mailroom, factory."""

import hashlib
import uuid

from hub import Hub

ADDRESS = "JEAN DUPONT\n1 RUE DES FLEURS\n69001 LYON"


class Portal(Hub):
    """What drivers see and do."""

    def __init__(self, page):
        super().__init__(page, "portal")

    @staticmethod
    def form(**changes):
        """What a driver fills in."""
        fields = {
            "last_name": "DUPONT", "first_names": "Jean", "usage_name": "", "birth_date": "1986-01-13", "birth_place": "LYON",
            "licence_number": "060113200001", "licence_issue_date": "2006-02-01", "licence_country": "FR",
            "email": "jean.dupont@example.fr", "phone": "0639980001", "postal_address": ADDRESS,
        }
        return {**fields, **changes}

    def sign_up(self, form, channel="email", request=True):
        """Sends an account; its driver."""
        consents = {"privacy_policy": "2026-01", "terms_of_use": "2026-01", "data_processing": "2026-01"}
        return self.call("submit_account", request=request, channel=channel, language="fr", consents=consents, **form)

    def state(self, driver):
        return self.row("account", driver=driver)["state"]

    def give_documents(self, driver, application, kind):
        """Gives what is expected and was not given."""
        given = {(row["type"], row["side"]) for row in self.rows("document", application=application)}
        for wanted in self.rows("expected_document", order="rank", kind=kind):
            if wanted["required"] and (wanted["type"], wanted["side"]) not in given:
                self.give(driver, application, wanted["type"], wanted["side"])

    def give(self, driver, application, kind, side=None, content=None):
        content = content or f"{driver} {application} {kind} {side}".encode()
        self.call("put_document", driver=driver, application=application, type=kind, side=side, file_name=f"{kind}.jpg", media_type="image/jpeg", bytes=content)
        row = self.row("document", application=application, type=kind, **({"side": side} if side else {}))
        assert row["sha256"] == hashlib.sha256(content).hexdigest()

    def apply(self, driver):
        """Applies for a card with an unused right; the application."""
        right = next(row for row in self.rows("training_record", driver=driver) if row["right_unused"])
        application = self.call("open_application", driver=driver, kind="card", training=right["training"])
        self.give_documents(driver, application, "card")
        assert self.call("submit_application", driver=driver, application=application) is None
        return application

    def timeline(self, application):
        return [row["state"] for row in self.rows("application_status", order="status", application=application)]


class Mailer(Hub):
    """Sends what waits: it sleeps until there is news, takes, sends, reports."""

    def __init__(self, page):
        super().__init__(page, "mailer")
        self.sent = []

    def work(self, outcome="sent"):
        """Sends everything that may be sent now; the templates."""
        templates = []
        while self.rows("outbox_waiting")[0]["waiting"]:
            for message in self.call("take_notifications", maximum=10):
                if message["certificate"]:
                    self.row("certificate", certificate=message["certificate"])
                if message["invoice"]:
                    self.row("invoice", invoice=message["invoice"])
                assert message["template"] in self.page.templates, f"the page does not know the message {message['template']}"
                self.sent.append(message)
                templates.append(message["template"])
                reported = self.call("report_notification", notification=message["notification"], attempt=message["attempt"], outcome=outcome)
                assert reported == outcome
        return templates


class PaymentService(Hub):
    """Collects what is pending."""

    def __init__(self, page):
        super().__init__(page, "payment")

    def collect(self, payment, outcome="paid"):
        pending = self.row("pending_payment", payment=payment)
        assert pending["amount"] > 0
        return self.call("record_payment", payment=payment, outcome=outcome, reference=f"bank {payment}")


class Centre(Hub):
    """A training centre."""

    def __init__(self, page):
        super().__init__(page, "centre")

    def record(self, form, issued_on, kind="initial"):
        training = self.call(
            "record_training", kind=kind, qualification="goods", licence_number=form["licence_number"], last_name=form["last_name"],
            first_names=form["first_names"], birth_date=form["birth_date"], issued_on=issued_on, gives_right=True)
        return training

    def is_attached(self, training):
        return self.row("centre_training", training=training)["attached"]


class Mailroom(Hub):
    """Scans what comes in, sends what is to be sent again, destroys what is void."""

    def __init__(self, page):
        super().__init__(page, "mailroom")

    def send_again(self):
        """Sends every card that is to be sent again; the addresses."""
        orders = self.rows("dispatch_order")
        for order in orders:
            self.call("report_reshipment", dispatch=order["dispatch"], barcode=f"RE{order['dispatch']:08}")
        return [order["address"] for order in orders]

    def destroy_all(self):
        serials = [row["serial"] for row in self.rows("card_to_destroy")]
        for serial in serials:
            assert self.call("destroy_card", serial=serial) == "destroyed"
        return serials


class Factory(Hub):
    """Takes orders, keeps them in its own books, produces and dispatches."""

    def __init__(self, page):
        super().__init__(page, "factory")
        self.orders = []

    def work(self, misprint=None, wrong_address=None):
        """Produces and dispatches every order; the cards."""
        request = uuid.uuid4()
        orders = self.call("take_orders", request=request, maximum=50)
        # A lost answer: the same request gives the same list.
        assert self.call("take_orders", request=request, maximum=50) == orders
        self.orders += orders
        cards = [order["card"] for order in orders]
        assert self.call("accept_orders", cards=cards) == len(cards)
        for order in orders:
            pictures = {picture["type"] for picture in self.call("order_pictures", card=order["card"])}
            assert pictures == set(order["content"].get("documents") or {})
            self.call("report_production", card=order["card"], serial=f"CQC{order['card']}", expires_on="2031-01-31", **({"printed": misprint} if misprint else {}))
            self.call("report_dispatch", card=order["card"], barcode=f"LP{order['card']:08}", **({"printed_address": wrong_address} if wrong_address else {}))
        return cards
