package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads a `Link` header (RFC 8288): several links, several relations in one, quoted or not.
final class LinkHeader {

  /// The longest header that is read, in characters.
  static final int MAX_LENGTH = 32_768;

  private final String text;
  private int at;

  LinkHeader(String text) {
    this.text = text;
  }

  /// One link.
  ///
  /// @param relations in lower case, separated by spaces
  record Link(String target, String relations) {

    boolean isNext() {
      return List.of(relations.split("\\s+")).contains("next");
    }
  }

  /// All of them.
  ///
  /// @throws FailureException when this is no list of links
  List<Link> links() {
    if (text.length() > MAX_LENGTH) {
      throw malformed();
    }
    var links = new ArrayList<Link>();
    skip(" \t,");
    while (at < text.length()) {
      links.add(link());
      skip(" \t");
      if (at < text.length() && text.charAt(at) != ',') {
        throw malformed();
      }
      skip(" \t,");
    }
    return links;
  }

  private Link link() {
    int end = text.indexOf('>', at);
    if (text.charAt(at) != '<' || end < 0) {
      throw malformed();
    }
    String target = text.substring(at + 1, end).strip();
    at = end + 1;
    String relations = "";
    skip(" \t");
    while (at < text.length() && text.charAt(at) == ';') {
      at++;
      skip(" \t");
      String name = until(" \t=;,");
      skip(" \t");
      String value = "";
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
        skip(" \t");
        value = value();
        skip(" \t");
      }
      if (name.equalsIgnoreCase("rel") && relations.isEmpty()) {
        relations = value.strip().toLowerCase(Locale.ROOT);
      }
    }
    return new Link(target, relations);
  }

  private String value() {
    if (at >= text.length() || text.charAt(at) != '"') {
      return until(" \t;,");
    }
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
        c = text.charAt(at);
      }
      value.append(c);
    }
    throw malformed();
  }

  private String until(String ends) {
    int start = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static FailureException malformed() {
    return Json.malformed("a 'Link' header cannot be understood");
  }
}
