package dev.hubdesk.desk.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The answer of a request that succeeded and has nothing else to tell.
public record Done(@JsonProperty("success") boolean success, String message) {

  public Done(String message) {
    this(true, message);
  }
}
