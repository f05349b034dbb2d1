"""The eleven flows of the domain, with their branches: run one after another in one database, they leave no open case behind."""

import uuid

from agent import pass_time
from services import ADDRESS
from stage import GRACE


def flow_1_account(stage):
    """An account: returned, corrected, approved; a request sent twice; an e-mail that bounces."""
    portal, agent, mailer = stage.portal, stage.agent, stage.mailer
    form, request = stage.person(phone="06"), uuid.uuid4()
    driver = portal.sign_up(form, request=request)
    assert portal.sign_up(form, request=request) == driver
    stage.refused("PU030", lambda: portal.sign_up(stage.person(), request=request))
    stage.refused("PU006", lambda: portal.call("resubmit_account", driver=driver, **form))
    agent.send_back("accounts", ("phone", "invalid_format"))
    assert portal.state(driver) == "submitted", "nothing is shown before the grace has passed"
    pass_time(GRACE)
    assert portal.state(driver) == "to_correct"
    asked = portal.row("information_request", driver=driver)
    assert (asked["item"], asked["item_kind"]) == ("phone", "field") and asked["wording_fr"]
    assert mailer.work() == ["account_to_correct"]
    pass_time("16 days")
    # Whoever takes messages at least once an hour has the reminders queued. This one is left: nobody gets it until its lease ends.
    request = uuid.uuid4()
    taken = mailer.call("take_notifications", maximum=1, request=request)
    assert [message["template"] for message in taken] == ["reminder"]
    assert mailer.call("take_notifications", maximum=1, request=request) == taken
    assert mailer.rows("outbox") == [] and mailer.call("take_notifications") == []
    pass_time("6 minutes")
    assert mailer.work() == ["reminder"] and mailer.sent[-1]["attempt"] == 2
    late = {"notification": taken[0]["notification"], "attempt": 1, "outcome": "sent"}
    stage.refused("PU056", lambda: mailer.call("report_notification", **late))
    assert portal.call("resubmit_account", driver=driver, **{**form, "phone": "0639980099"}) == 2
    agent.approve("accounts")
    pass_time(GRACE)
    assert portal.state(driver) == "active"
    assert [row["state"] for row in portal.rows("account_status", order="at", driver=driver)] == ["submitted", "to_correct", "submitted", "active"]
    # The message bounces: it goes by SMS.
    assert mailer.work("bounced")[:2] == ["account_approved", "account_approved"]
    assert portal.row("account", driver=driver)["email_bounced"] is True
    history = portal.rows("notification_attempt", order="notification", driver=driver)
    assert [row["outcome"] for row in history][-2:] == ["bounced", "bounced"]
    assert "account active" in stage.changes()


def flow_2_training(stage):
    """A training before the account, one with another spelling, corrected, cancelled; the certificate."""
    portal, centre = stage.portal, stage.centre
    form = stage.person()
    early = centre.record(form, "2025-10-31")
    assert centre.is_attached(early) is False
    driver = portal.sign_up(form)
    stage.agent.approve("accounts")
    pass_time(GRACE)
    assert centre.is_attached(early)
    certificate = portal.row("certificate", driver=driver)
    assert str(certificate["valid_until"]) == "2026-02-28"
    # A certificate that is over is his to see, and not sent.
    assert stage.mailer.work() == ["account_approved"]
    misspelt = centre.record({**form, "last_name": "DUPOND"}, "2026-02-02", kind="continuing")
    assert not centre.is_attached(misspelt)
    parameters = {key: form[key] for key in ("licence_number", "last_name", "first_names", "birth_date")}
    centre.call("correct_training", training=misspelt, kind="continuing", qualification="goods", issued_on="2026-02-02", gives_right=True, **parameters)
    assert centre.is_attached(misspelt) and len(portal.rows("training_record", driver=driver)) == 2
    centre.call("cancel_training", training=misspelt)
    assert len(portal.rows("training_record", driver=driver)) == 1
    followed, _ = centre.follow(0)
    assert [change["state"] for change in followed if change["id"] == misspelt] == ["recorded", "attached", "detached", "cancelled"]
    # Used, it is the centre's no more.
    portal.call("open_application", driver=driver, kind="card", training=early)
    portal.give_documents(driver, portal.row("application", driver=driver)["application"], "card")
    portal.call("submit_application", driver=driver, application=portal.row("application", driver=driver)["application"])
    stage.refused("PU054", lambda: centre.call("cancel_training", training=early))
    stage.agent.approve("documents")
    pass_time(GRACE)
    stage.factory.work()
    stage.mailer.work()


def flow_3_application(stage):
    """A card: a draft that is kept and cancelled, documents that are missing, approval, production."""
    portal = stage.portal
    driver, _ = stage.active()
    right = portal.row("training_record", driver=driver)
    draft = portal.call("open_application", driver=driver, kind="card", training=right["training"])
    portal.call("save_draft", driver=driver, application=draft, step="documents")
    portal.give(driver, draft, "photo")
    assert portal.row("application", application=draft)["step"] == "documents"
    stage.refused("PU041", lambda: portal.call("open_application", driver=driver, kind="card", training=right["training"]))
    stage.refused("PU042", lambda: portal.call("submit_application", driver=driver, application=draft))
    portal.call("cancel_application", driver=driver, application=draft)
    assert portal.rows("application", application=draft) == [] and portal.rows("document", application=draft) == []
    application = portal.apply(driver)
    assert portal.row("training_record", driver=driver)["right_unused"] is False
    portal.call("change_delivery_address", driver=driver, application=application, delivery_address=ADDRESS.replace("1 RUE", "2 RUE"))
    stage.agent.approve("documents")
    pass_time(GRACE)
    # Lent, and forgotten: it is offered again, as the second attempt.
    assert len(stage.factory.rows("card_order")) == 1
    lent = stage.factory.call("take_orders")
    assert lent[0]["attempt"] == 1 and stage.factory.rows("card_order") == [] and stage.factory.call("take_orders") == []
    pass_time("61 minutes")
    assert len(stage.factory.rows("card_order")) == 1
    card = stage.factory.work()[0]
    assert (card, stage.factory.orders[-1]["attempt"]) == (lent[0]["card"], 2)
    stage.refused("PU053", lambda: portal.call("change_delivery_address", driver=driver, application=application, delivery_address=ADDRESS))
    assert portal.row("dispatch", card=card)["address"].startswith("JEAN DUPONT\n2 RUE")
    assert portal.timeline(application) == ["draft", "submitted", "approved", "in_production", "produced", "dispatched"]
    assert "card_dispatched" in stage.mailer.work()


def flow_4_information_request(stage):
    """Documents and data are asked for, by SMS; the answer shows what changed; a second round."""
    portal = stage.portal
    form = stage.person()
    stage.centre.record(form, "2026-03-02")
    driver = portal.sign_up(form, channel="sms")
    stage.agent.approve("accounts")
    pass_time(GRACE)
    application = portal.apply(driver)
    stage.mailer.work()
    stage.agent.send_back("documents", ("photo", "blurred"), ("delivery_address", "incomplete_address"), ("civil_status", "spelling"))
    pass_time(GRACE)
    items = {row["item"]: row["item_kind"] for row in portal.rows("information_request", application=application)}
    assert items == {"photo": "document", "delivery_address": "data", "civil_status": "data"}
    assert stage.mailer.work() == ["information_request"] and stage.mailer.sent[-1]["channel"] == "sms"
    portal.give(driver, application, "photo", content=b"another photo")
    answer = {"driver": driver, "application": application, "delivery_address": ADDRESS.replace("1 RUE", "3 RUE"), "first_names": "Jeanne"}
    request = uuid.uuid4()
    assert portal.call("answer_request", request=request, **answer) == 2
    assert portal.call("answer_request", request=request, **answer) == 2
    assert portal.row("account", driver=driver)["first_names"] == "Jeanne"
    stage.agent.approve("documents")
    pass_time(GRACE)
    card = stage.factory.work()[0]
    assert portal.row("dispatch", card=card)["address"].startswith("JEAN DUPONT\n3 RUE")
    stage.mailer.work()


def flow_5_loss(stage):
    """A loss: a payment that fails and is asked again, the old card void, found and destroyed."""
    portal = stage.portal
    driver, card = stage.with_card()
    declaration = {"driver": driver, "card": card, "promise": True, "delivery_address": ADDRESS, "invoice_address": "5 QUAI SUD\n13002 MARSEILLE",
                   "invoice_addressee": "TRANSPORTS MARTIN"}
    stage.refused("PU048", lambda: portal.call("declare_loss", **{**declaration, "promise": False}))
    payment = portal.call("declare_loss", **declaration)
    stage.refused("PU046", lambda: portal.call("declare_loss", **declaration))
    price = portal.row("price", purpose="replacement")["amount"]
    assert portal.row("payment", payment=payment)["amount"] == price
    assert stage.payment.collect(payment, "failed") == "failed"
    application = portal.row("payment", payment=payment)["application"]
    second = portal.call("retry_payment", driver=driver, application=application)
    assert second != payment and stage.payment.collect(second) == "paid"
    assert portal.row("card", card=card)["state"] == "void"
    # The bank reports late that the first one was paid too: it is paid back.
    assert stage.payment.call("record_payment", payment=payment, outcome="paid", reference="late") == "refunded"
    assert [row["kind"] for row in portal.rows("invoice", order="invoice", driver=driver)] == ["invoice", "invoice", "credit_note"]
    new = stage.factory.work()[0]
    portal.call("activate_card", driver=driver, card=new)
    stage.refused("PU045", lambda: portal.call("declare_loss", **declaration))
    serial = portal.row("card", card=card)["serial"]
    assert stage.mailroom.call("receive_card", number=serial)[0]["outcome"] == "found"
    assert stage.mailroom.destroy_all() == [serial]
    assert portal.row("card", card=card)["state"] == "destroyed"
    assert {"invoice", "invoice_duplicate_available", "replacement_ordered", "payment_failed", "payment_refunded"} <= set(stage.mailer.work())


def flow_6_theft(stage):
    """A theft: a draft with its declaration, paid first, then reviewed; theft after loss is refused."""
    portal = stage.portal
    driver, card = stage.with_card()
    draft = portal.call("open_application", driver=driver, kind="replacement_theft", card=card)
    portal.give(driver, draft, "theft_declaration")
    portal.call("save_draft", driver=driver, application=draft, step="summary", promise=True, invoice_address=ADDRESS)
    payment = portal.call("submit_application", driver=driver, application=draft)
    assert portal.row("application", application=draft)["state"] == "awaiting_payment"
    stage.refused("PU046", lambda: portal.call("open_application", driver=driver, kind="replacement_theft", card=card))
    stage.payment.collect(payment)
    assert portal.row("card", card=card)["state"] == "void"
    assert portal.row("application", application=draft)["state"] == "submitted"
    stage.agent.approve("documents")
    pass_time(GRACE)
    new = stage.factory.work()[0]
    portal.call("activate_card", driver=driver, card=new)
    stage.mailer.work()


def flow_7_quality(stage):
    """Defective cards: IN Groupe's fault, the driver's, and nobody's; coupons forgotten, envelopes empty, a slip of the scanner."""
    portal, mailroom, agent = stage.portal, stage.mailroom, stage.agent
    elements = {row["element"] for row in portal.rows("card_element", order="rank")}
    assert len(elements) == 21

    def declare(driver, card, wrong):
        return portal.call("declare_quality_claim", driver=driver, card=card, elements=wrong, statement="Voir la carte.", delivery_address=ADDRESS,
                           invoice_address="", invoice_addressee="")

    driver, card = stage.with_card()
    stage.refused("PU071", lambda: declare(driver, card, {"colour": "blue"}))
    claim = declare(driver, card, {"last_name": "MARTINE", "lamination": ""})
    coupon = portal.row("quality_claim", claim=claim)["coupon"]
    assert mailroom.row("expected_card", claim=claim)["coupon"] == coupon
    assert mailroom.call("receive_card", number=coupon, empty=True)[0]["outcome"] == "empty"
    assert mailroom.call("receive_card", number=coupon)[0]["outcome"] == "received"
    assert mailroom.call("receive_card", number=coupon)[0]["again"] is True
    assert mailroom.call("undo_reception", number=coupon)[0]["outcome"] == "undone"
    serial = portal.row("card", card=card)["serial"]
    assert mailroom.call("receive_card", number=serial)[0]["claim"] == claim, "the coupon was forgotten"
    agent.attribute("in_groupe", {"last_name": ("personalisation_error", "MARTINE"), "lamination": "lamination_defect"})
    assert portal.row("quality_claim", claim=claim)["outcome"] is None
    pass_time(GRACE)
    assert portal.row("quality_claim", claim=claim)["outcome"] == "in_groupe"
    new = stage.factory.work()[0]
    portal.call("activate_card", driver=driver, card=new)
    assert serial in mailroom.destroy_all()
    assert portal.row("quality_claim", claim=claim)["state"] == "completed"

    # The driver's fault: corrected, paid, reviewed.
    driver, card = stage.with_card()
    claim = declare(driver, card, {"first_names": "Jeanne"})
    mailroom.call("receive_card", number=portal.row("quality_claim", claim=claim)["coupon"])
    agent.attribute("driver", {"first_names": "data_entry_error"})
    pass_time(GRACE)
    state = portal.row("quality_claim", claim=claim)
    assert state["state"] == "to_correct_and_pay" and state["amount"] == portal.row("price", purpose="quality")["amount"]
    assert portal.row("quality_claim_element", claim=claim)["to_correct"] is True
    stage.refused("PU042", lambda: portal.call("answer_attribution", driver=driver, claim=claim))
    stage.refused("PU023", lambda: portal.call("answer_attribution", driver=driver, claim=claim, last_name="DURAND"))
    payment = portal.call("answer_attribution", driver=driver, claim=claim, first_names="Jeanne")
    stage.payment.collect(payment)
    agent.approve("documents")
    pass_time(GRACE)
    new = stage.factory.work()[0]
    assert portal.row("card", card=new)["replaced_card"] == card
    portal.call("activate_card", driver=driver, card=new)

    # No defect: the same card goes back, free.
    driver, card = stage.with_card()
    claim = declare(driver, card, {"print_quality": ""})
    mailroom.call("receive_card", number=portal.row("quality_claim", claim=claim)["coupon"])
    agent.attribute("driver", {"print_quality": "no_defect_found"})
    pass_time(GRACE)
    assert portal.row("quality_claim", claim=claim)["card_back_possible"] is True
    assert portal.call("request_card_back", driver=driver, claim=claim) == "card_sent_back"
    assert mailroom.send_again() == [ADDRESS]

    # Given up; and closed by a loss.
    claim = declare(driver, card, {"photo": ""})
    portal.call("cancel_quality_claim", driver=driver, claim=claim)
    stage.refused("PU051", lambda: portal.call("cancel_quality_claim", driver=driver, claim=claim))
    followed = [change for change in mailroom.follow(0)[0] if change["object"] == "quality_claim" and change["id"] == claim]
    assert [change["state"] for change in followed] == ["awaiting_card", "cancelled"]
    assert {"quality_claim_registered", "envelope_empty", "card_received", "quality_in_groupe", "quality_driver", "quality_no_defect"} <= set(stage.mailer.work())


def flow_8_undelivered(stage):
    """Dispatches that come back: confirmed, changed and paid, not servable, misprinted, void, a second time."""
    portal, mailroom, agent = stage.portal, stage.mailroom, stage.agent
    other = ADDRESS.replace("1 RUE", "9 RUE")
    driver, card = stage.with_card(activate=False)
    barcode = portal.row("dispatch", card=card)["barcode"]
    assert "unclaimed" in {row["reason"] for row in mailroom.rows("postal_reason", order="rank")}
    first = mailroom.call("register_returned_dispatch", number=barcode, reason="unclaimed")[0]
    assert first["outcome"] == "registered"
    assert mailroom.call("register_returned_dispatch", number=barcode, reason="unclaimed")[0]["outcome"] == "again"
    stage.refused("PU047", lambda: portal.call("declare_loss", driver=driver, card=card, promise=True, delivery_address=ADDRESS, invoice_address=ADDRESS,
                                               invoice_addressee=""))
    returned = first["returned_dispatch"]
    assert portal.row("returned_dispatch", driver=driver)["state"] == "awaiting_answer"
    assert portal.call("answer_returned_dispatch", driver=driver, returned_dispatch=returned) is None, "confirmed: free"
    agent.reship()
    pass_time(GRACE)
    assert mailroom.send_again() == [ADDRESS]
    assert portal.row("card", card=card)["state"] == "dispatched"

    # A second return: changed, unpaid, paid; the address cannot be served; another one without paying again.
    barcode = portal.rows("dispatch", order="dispatch", card=card)[-1]["barcode"]
    second = mailroom.call("register_returned_dispatch", number=barcode, reason="unknown_at_address")[0]
    assert second["earlier"] == 1
    returned = second["returned_dispatch"]
    payment = portal.call("answer_returned_dispatch", driver=driver, returned_dispatch=returned, delivery_address=other)
    assert portal.row("payment", payment=payment)["purpose"] == "redispatch"
    stage.payment.collect(payment, "expired")
    row = portal.row("returned_dispatch", returned_dispatch=returned)
    payment = portal.call("retry_payment", driver=driver, application=row["application"])
    stage.payment.collect(payment)
    agent.refuse_address("not_servable")
    pass_time(GRACE)
    assert portal.row("information_request", returned_dispatch=returned)["reason"] == "not_servable"
    assert portal.call("answer_returned_dispatch", driver=driver, returned_dispatch=returned, delivery_address=ADDRESS.replace("1 RUE", "7 RUE")) is None
    agent.reship()
    pass_time(GRACE)
    assert mailroom.send_again()[0].startswith("JEAN DUPONT\n7 RUE")
    portal.call("activate_card", driver=driver, card=card)
    barcode = portal.rows("dispatch", order="dispatch", card=card)[-1]["barcode"]
    stage.refused("PU065", lambda: mailroom.call("register_returned_dispatch", number=barcode, reason="refused"))

    # Misprinted: a change is free.
    driver, _ = stage.active()
    portal.apply(driver)
    agent.approve("documents")
    pass_time(GRACE)
    card = stage.factory.work(wrong_address="JEAN DUPONT\n11 RUE FAUSSE\n69001 LYON")[0]
    returned = mailroom.call("register_returned_dispatch", number=portal.row("dispatch", card=card)["barcode"], reason="unspecified")[0]["returned_dispatch"]
    assert portal.row("returned_dispatch", returned_dispatch=returned)["misprinted"] is True
    assert portal.call("answer_returned_dispatch", driver=driver, returned_dispatch=returned, delivery_address=other) is None
    agent.reship()
    pass_time(GRACE)
    assert mailroom.send_again() == [other]

    # Lost on its way, then brought back void: to destroy.
    barcode = portal.rows("dispatch", order="dispatch", card=card)[-1]["barcode"]
    stage.payment.collect(portal.call("declare_loss", driver=driver, card=card, promise=True, delivery_address=ADDRESS, invoice_address=ADDRESS, invoice_addressee=""))
    assert mailroom.call("register_returned_dispatch", number=barcode, reason="refused")[0]["outcome"] == "to_destroy"
    assert portal.row("card", card=card)["serial"] in mailroom.destroy_all()
    stage.factory.work()
    assert "dispatch_returned" in stage.mailer.work()


def flow_9_payment(stage):
    """What is paid, and the invoice: original, duplicate, for ten years."""
    portal = stage.portal
    driver, card = stage.with_card()
    payment = portal.call("declare_loss", driver=driver, card=card, promise=True, delivery_address=ADDRESS, invoice_address="5 QUAI SUD\n13002 MARSEILLE",
                          invoice_addressee="TRANSPORTS MARTIN")
    stage.payment.collect(payment)
    stage.refused("PU006", lambda: stage.payment.call("record_payment", payment=payment, outcome="failed", reference=""))
    stage.refused("PU004", lambda: stage.payment.call("record_payment", payment=payment + 1000, outcome="paid", reference=""))
    invoice = portal.row("invoice", payment=payment)
    assert invoice["addressee"] == "TRANSPORTS MARTIN" and invoice["kind"] == "invoice"
    stage.mailer.work()
    original = [message for message in stage.mailer.sent if message["invoice"] == invoice["invoice"]]
    assert [message["template"] for message in original] == ["invoice", "invoice_duplicate_available"]
    stage.factory.work()
    stage.mailer.work()
    states = [change["state"] for change in stage.payment.follow(0)[0] if change["id"] == payment]
    assert states == ["pending", "paid"]


def flow_10_card_in_hand(stage):
    """The new card voids the former one when it is activated; somebody else's card is refused."""
    portal = stage.portal
    driver, card = stage.with_card(activate=False)
    other, _ = stage.active()
    stage.refused("PU004", lambda: portal.call("activate_card", driver=other, card=card))
    assert portal.call("activate_card", driver=driver, card=card) == "active"
    stage.refused("PU006", lambda: portal.call("activate_card", driver=driver, card=card))
    assert portal.row("application", driver=driver)["state"] == "completed"
    # A new training: a second card.
    account = portal.row("account", driver=driver)
    stage.centre.record(account, "2026-05-04", kind="continuing")
    portal.apply(driver)
    stage.agent.approve("documents")
    pass_time(GRACE)
    second = stage.factory.work()[0]
    assert portal.row("card", card=card)["state"] == "active"
    portal.call("activate_card", driver=driver, card=second)
    assert portal.row("card", card=card)["void_reason"] == "superseded"
    stage.mailer.work()


def flow_11_support(stage):
    """A call to support: found by card, a training attached, an invoice sent again, an address corrected."""
    portal, agent = stage.portal, stage.agent
    driver, card = stage.with_card()
    serial = portal.row("card", card=card)["serial"]
    assert driver in agent.find(serial)
    account = portal.row("account", driver=driver)
    training = stage.centre.record({**account, "birth_date": "1986-01-31"}, "2026-06-01", kind="continuing")
    agent.attach(training, driver)
    assert training in {row["training"] for row in portal.rows("training_record", driver=driver)}
    stage.payment.collect(portal.call("declare_loss", driver=driver, card=card, promise=True, delivery_address=ADDRESS, invoice_address=ADDRESS, invoice_addressee=""))
    stage.factory.work()
    stage.mailer.work("bounced")
    stage.changes()
    agent.correct_contact(driver, "email", "jean.nouvau@example.fr")
    # Told in the feed; what had bounced goes again, to the new address; nobody is told at one that bounced.
    assert portal.row("account", driver=driver)["email"] == "jean.nouvau@example.fr" and "account active" in stage.changes()
    again = stage.mailer.work()
    assert "account_approved" in again and "invoice" in again and "contact_changed" not in again
    assert {message["address"] for message in stage.mailer.sent[-len(again):]} == {"jean.nouvau@example.fr"}
    agent.correct_contact(driver, "email", "jean.nouveau@example.fr")
    assert stage.mailer.work() == ["contact_changed"] and stage.mailer.sent[-1]["address"] == "jean.nouvau@example.fr"
    agent.resend_invoice(portal.row("invoice", driver=driver)["number"])
    assert stage.mailer.work() == ["invoice_duplicate"]
    assert stage.mailer.sent[-1]["address"] == "jean.nouveau@example.fr"


def follow_up(stage):
    """Whoever followed from the beginning knows what the views show, and has seen nothing twice."""
    portal = stage.portal
    changes, position = portal.follow(0)
    assert len({change["position"] for change in changes}) == len(changes)
    followed = {(change["object"], change["id"]): change["state"] for change in changes}
    views = {"account": "driver", "application": "application", "card": "card", "payment": "payment", "quality_claim": "claim", "returned_dispatch": "returned_dispatch"}
    for view, number in views.items():
        shown = {(view, row[number]): row["state"] for row in portal.rows(view)}
        told = {key: state for key, state in followed.items() if key[0] == view and (key in shown or state not in ("cancelled", "withdrawn", "closed"))}
        assert told == shown, f"{view}: {set(told.items()) ^ set(shown.items())}"
    assert portal.follow(position) == ([], position)


FLOWS = [
    flow_1_account, flow_2_training, flow_3_application, flow_4_information_request, flow_5_loss, flow_6_theft, flow_7_quality, flow_8_undelivered,
    flow_9_payment, flow_10_card_in_hand, flow_11_support, follow_up,
]
