// A token in the fragment (#token=...) never reaches the server or its logs; it fills in "Authorize".
const token = new URLSearchParams(location.hash.slice(1)).get("token");
window.page = SwaggerUIBundle({
  url: "/api/v1/openapi.yml",
  dom_id: "#api",
  deepLinking: false,
  validatorUrl: null,
  persistAuthorization: false,
  onComplete: () => {
    if (token) {
      window.page.preauthorizeApiKey("token", token);
    }
  },
});
