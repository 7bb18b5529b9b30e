from __future__ import annotations

from django.urls import path

from gongkai.office.publishing.views import actions, channels, columns, documents, items

app_name = "publishing"
urlpatterns = [
    path("", items.items, name="items"),
    path("new/", items.new, name="new"),
    path("import/", items.import_file, name="import"),
    path("pasted/", items.pasted, name="pasted"),
    path("items/<uuid:uid>/", items.item, name="item"),
    path("items/<uuid:uid>/edit/", items.edit, name="edit"),
    path("items/<uuid:uid>/versions/", items.versions, name="versions"),
    path("items/<uuid:uid>/submit/", actions.submit, name="submit"),
    path("items/<uuid:uid>/publish/", actions.publish, name="publish"),
    path("items/<uuid:uid>/withdraw/", actions.withdraw, name="withdraw"),
    path("items/<uuid:uid>/close/", actions.close, name="close"),
    path("items/<uuid:uid>/change/", actions.change, name="change"),
    path("items/<uuid:uid>/place/", actions.place, name="place"),
    path("items/<uuid:uid>/answer/", actions.answer, name="answer"),
    path("items/<uuid:uid>/consult/", actions.consult, name="consult"),
    path("consultations/<uuid:uid>/", actions.settle, name="settle"),
    path("attachments/<uuid:uid>/", items.attachment, name="attachment"),
    path("columns/", columns.columns, name="columns"),
    path("columns/seed/", columns.seed, name="seed"),
    path("columns/add/", columns.add, name="add-column"),
    path("columns/<uuid:uid>/", columns.change, name="column"),
    path("columns/<uuid:uid>/close/", columns.close, name="close-column"),
    path("columns/<uuid:uid>/reopen/", columns.reopen, name="reopen-column"),
    path("columns/<uuid:uid>/check/", columns.check, name="check-column"),
    path("words/", columns.words, name="words"),
    path("words/<uuid:uid>/close/", columns.close_word, name="close-word"),
    path("channels/", channels.channels, name="channels"),
    path("channels/add/", channels.add, name="add-channel"),
    path("channels/figures/", channels.upload, name="figures"),
    path("channels/figures/<uuid:file>/", channels.preview, name="figures-preview"),
    path("channels/<uuid:uid>/", channels.channel, name="channel"),
    path("channels/<uuid:uid>/close/", channels.close, name="close-channel"),
    path("posts/<uuid:uid>/take-back/", channels.take_back, name="take-back-post"),
    path("documents/", documents.documents, name="documents"),
    path("documents/add/", documents.add, name="add-document"),
    path("documents/<uuid:record>/", documents.document, name="document"),
    path("documents/<uuid:record>/end/", documents.end, name="end-document"),
    path("documents/<uuid:record>/amend/", documents.amend, name="amend-document"),
    path("documents/<uuid:record>/correct/", documents.correct, name="correct-document"),
    path("documents/<uuid:record>/link/", documents.link, name="link-document"),
]
