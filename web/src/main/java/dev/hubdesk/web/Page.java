package dev.hubdesk.web;

import dev.hubdesk.protocol.Sha256;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// A page as it goes out: its text, and the headers that must go with it. It loads nothing from
/// another host, runs no script but ours, and is asked for anew each time.
public record Page(String html, Map<String, String> headers) {

  public Page {
    headers = Map.copyOf(headers);
  }

  /// Answers a request with it.
  public void send(Context context) {
    headers.forEach(context::header);
    context.result(html);
  }

  static Page of(String template, String base, String importMap, String app, String title) {
    String html =
        template
            .replace("{{base}}", base)
            .replace("{{importmap}}", importMap)
            .replace("{{app}}", app)
            .replace("{{title}}", title);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/html; charset=utf-8");
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Security-Policy", policy(importMap));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    return new Page(html, headers);
  }

  /// No browser loads an import map from a file, so the one inline script is allowed by its hash.
  private static String policy(String importMap) {
    return String.join(
        "; ",
        "default-src 'self'",
        "script-src 'self' 'sha256-" + hash(importMap) + "'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'");
  }

  private static String hash(String text) {
    byte[] digest = Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }
}
