// What is copied in Word arrives as HTML: the server cleans it and gives back lines for the field.
// Without this script the browser pastes the plain text, and nothing is lost but the tables.
document.querySelectorAll("textarea[data-paste-word]").forEach((field) => {
  field.addEventListener("paste", async (event) => {
    const html = event.clipboardData && event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const form = new FormData();
    form.append("html", html);
    form.append("csrfmiddlewaretoken", field.form.querySelector("[name=csrfmiddlewaretoken]").value);
    let text = event.clipboardData.getData("text/plain");
    try {
      const answer = await fetch(field.dataset.pasteWord, { method: "POST", body: form });
      if (answer.ok) text = await answer.text();
    } catch (error) {
      // No connection: the plain text is pasted.
    }
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  });
});
