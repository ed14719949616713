package dev.hubdesk.hub.refs;

/// What is answered when a ref was made, moved or deleted.
record Done(boolean success, String message) {

  static Done saying(String message) {
    return new Done(true, message);
  }
}
