from __future__ import annotations

from django.urls import path

from gongkai.office.registers.views import balances, batches, publicity, returns, rows

app_name = "registers"
urlpatterns = [
    path("", rows.index, name="index"),
    path("row/<uuid:record>/", rows.row, name="row"),
    path("row/<uuid:record>/correct/", rows.correct, name="correct"),
    path("row/<uuid:record>/remove/", rows.remove, name="remove"),
    path("batches/", batches.batches, name="batches"),
    path("batches/<uuid:uid>/", batches.batch, name="batch"),
    path("batches/<uuid:uid>/undo/", batches.undo, name="undo"),
    path("returns/", returns.returns, name="returns"),
    path("returns/call/", returns.call, name="call"),
    path("returns/call/<uuid:uid>/withdraw/", returns.withdraw, name="withdraw"),
    path("returns/submit/", returns.submit, name="submit"),
    path("returns/<uuid:record>/", returns.figure, name="figure"),
    path("returns/<uuid:record>/confirm/", returns.confirm, name="confirm"),
    path("returns/<uuid:record>/send-back/", returns.send_back, name="send-back"),
    path("returns/<uuid:record>/correct/", returns.correct_figure, name="correct-figure"),
    path("returns/<uuid:record>/proof/<int:version>/", returns.proof, name="proof"),
    path("balances/", balances.balances, name="balances"),
    path("balances/enter/", balances.enter_balance, name="enter-balance"),
    path("balances/<uuid:record>/", balances.balance, name="balance"),
    path("balances/<uuid:record>/correct/", balances.correct_balance, name="correct-balance"),
    path("balances/<uuid:record>/remove/", balances.remove_balance, name="remove-balance"),
    path("publicity/", publicity.publicity, name="publicity"),
    path("publicity/start/", publicity.start, name="publicity-start"),
    path("publicity/<uuid:uid>/withdraw/", publicity.withdraw, name="publicity-withdraw"),
    path("<slug:kind>/", rows.register, name="register"),
    path("<slug:kind>/add/", rows.add, name="add"),
    path("<slug:kind>/import/", batches.upload, name="upload"),
    path("<slug:kind>/import/<uuid:file>/", batches.preview_file, name="preview"),
]
