"""The addresses of payments of awards, and of the bank behind them, at this desk."""

from django.urls import path

from pafyll.web.authority.views import award_bank, award_payments

urlpatterns = [
    path("kollektiv/ordning/<int:pk>/utbetalinger/", award_payments.payments, name="award_payments"),
    path("kollektiv/ordning/<int:pk>/utbetalinger/klargjor/", award_payments.prepare, name="prepare_award_run"),
    path("kollektiv/utbetaling/<int:pk>/", award_payments.run, name="award_run"),
    path("kollektiv/utbetaling/<int:pk>/godkjenn/", award_payments.approve, name="approve_award_run"),
    path("kollektiv/utbetaling/<int:pk>/tilbake/", award_payments.give_back, name="return_award_run"),
    path("kollektiv/utbetaling/<int:pk>/send/", award_payments.send, name="send_award_run"),
    path("kollektiv/utbetaling/<int:pk>/fil.<slug:kind>", award_payments.order_file, name="award_order_file"),
    path("kollektiv/utbetaling/<int:pk>/kvittering/", award_bank.answers, name="award_answers"),
    path("kollektiv/ordning/<int:pk>/avstemming/", award_bank.reconcile, name="reconcile_awards"),
    path("kollektiv/ordning/<int:pk>/avstemming/<int:line>/", award_bank.explain, name="explain_award_line"),
    path("kollektiv/ordning/<int:pk>/konto/", award_bank.account, name="award_account"),
    path("kollektiv/ordning/<int:pk>/konto/<int:account>/godkjenn/", award_bank.approve, name="approve_award_account"),
    path("kollektiv/ordning/<int:pk>/konto/<int:account>/avvis/", award_bank.refuse, name="refuse_award_account"),
    path("kollektiv/tildeling/<int:pk>/tilskuddsbrev.pdf", award_payments.letter, name="award_letter"),
]
