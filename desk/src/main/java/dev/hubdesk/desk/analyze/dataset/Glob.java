package dev.hubdesk.desk.analyze.dataset;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// A pattern of paths as cards of datasets hold them: `*` and `?` within a directory, `**` across
/// directories, `**/` also for none, `[a-z]` and `[!a]` for one character. A path is read once,
/// whatever the pattern is.
final class Glob {

  /// The longest pattern, in characters.
  static final int MAX_LENGTH = 1_000;

  private final String prefix;
  private final List<Token> tokens;

  private enum Kind {
    /// One character of a set.
    ONE,
    /// Any within a directory.
    STAR,
    /// Any at all.
    DEEP,
    /// Any directories, or none.
    FOLDERS
  }

  /// @param set of which a character must be; of `not`, must not be
  private record Token(Kind kind, String set, boolean not) {

    boolean takes(char c) {
      return kind == Kind.ONE && (set.indexOf(c) >= 0) != not && (!not || c != '/');
    }

    boolean stays(char c) {
      return kind == Kind.DEEP || kind == Kind.FOLDERS || (kind == Kind.STAR && c != '/');
    }
  }

  private Glob(String prefix, List<Token> tokens) {
    this.prefix = prefix;
    this.tokens = tokens;
  }

  /// Reads a pattern; empty when it is too long or no pattern of paths.
  static Optional<Glob> of(String pattern) {
    if (pattern.isEmpty() || pattern.length() > MAX_LENGTH || pattern.contains("://")) {
      return Optional.empty();
    }
    String text = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    int plain = 0;
    while (plain < text.length() && "*?[".indexOf(text.charAt(plain)) < 0) {
      plain++;
    }
    return Optional.of(new Glob(text.substring(0, plain), tokens(text.substring(plain))));
  }

  /// What all matches begin with.
  String prefix() {
    return prefix;
  }

  private static List<Token> tokens(String text) {
    var tokens = new ArrayList<Token>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int close = c == '[' ? text.indexOf(']', at + 2) : -1;
      if (text.startsWith("**/", at)) {
        tokens.add(new Token(Kind.FOLDERS, "", false));
        at += 3;
      } else if (text.startsWith("**", at)) {
        tokens.add(new Token(Kind.DEEP, "", false));
        at += 2;
      } else if (close > 0) {
        tokens.add(oneOf(text.substring(at + 1, close)));
        at = close + 1;
      } else {
        tokens.add(single(c));
        at++;
      }
    }
    return tokens;
  }

  private static Token single(char c) {
    return switch (c) {
      case '*' -> new Token(Kind.STAR, "", false);
      case '?' -> new Token(Kind.ONE, "/", true);
      default -> new Token(Kind.ONE, String.valueOf(c), false);
    };
  }

  private static Token oneOf(String text) {
    boolean not = text.startsWith("!") || text.startsWith("^");
    var set = new StringBuilder();
    for (int i = not ? 1 : 0; i < text.length(); i++) {
      char from = text.charAt(i);
      boolean isRange = i + 2 < text.length() && text.charAt(i + 1) == '-';
      char to = isRange ? text.charAt(i + 2) : from;
      for (int c = from; c <= Math.min(to, from + 255); c++) {
        set.append((char) c);
      }
      i += isRange ? 2 : 0;
    }
    return new Token(Kind.ONE, set.toString(), not);
  }

  boolean matches(String path) {
    if (!path.startsWith(prefix)) {
      return false;
    }
    var now = new BitSet(tokens.size() + 1);
    enter(now, 0);
    for (int i = prefix.length(); i < path.length() && !now.isEmpty(); i++) {
      now = after(now, path.charAt(i));
    }
    return now.get(tokens.size());
  }

  private BitSet after(BitSet now, char c) {
    var next = new BitSet(tokens.size() + 1);
    for (int at = now.nextSetBit(0); at >= 0 && at < tokens.size(); at = now.nextSetBit(at + 1)) {
      Token token = tokens.get(at);
      if (token.takes(c)) {
        enter(next, at + 1);
      }
      if (token.stays(c)) {
        next.set(at);
        if (token.kind() != Kind.FOLDERS || c == '/') {
          enter(next, at + 1);
        }
      }
    }
    return next;
  }

  /// Comes to a token, and past those that may stand for nothing.
  private void enter(BitSet states, int at) {
    states.set(at);
    if (at < tokens.size() && tokens.get(at).kind() != Kind.ONE && !states.get(at + 1)) {
      enter(states, at + 1);
    }
  }
}
