package dev.hubdesk.desk.settings;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The kinds of models that can have a download folder of their own.
public enum RouteKey {
  LLM("llm", null),
  LLM_GGUF("llm/gguf", LLM),
  LLM_SAFETENSORS("llm/safetensors", LLM),
  DIFFUSION("diffusion", null),
  AUDIO("audio", null),
  EMBEDDING("embedding", null);

  private final String text;
  private final @Nullable RouteKey coarser;

  RouteKey(String text, @Nullable RouteKey coarser) {
    this.text = text;
    this.coarser = coarser;
  }

  /// As requests and settings write it: `llm/gguf`.
  public String text() {
    return text;
  }

  /// The key whose folder serves where this one has none.
  public Optional<RouteKey> coarser() {
    return Optional.ofNullable(coarser);
  }

  /// The key with that text.
  public static Optional<RouteKey> parse(String text) {
    return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
  }
}
