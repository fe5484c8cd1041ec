// Tells the style sheet, before anything is drawn, that this browser runs the components in app.js.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
