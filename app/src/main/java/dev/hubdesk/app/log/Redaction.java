package dev.hubdesk.app.log;

import java.util.regex.Pattern;

/// The last net under a promise that is kept elsewhere: whatever looks like a token, a signature or
/// credentials in an address is cut out of every log line.
final class Redaction {

  private static final Pattern SECRET =
      Pattern.compile(
          "(hf_)[A-Za-z0-9]{8,}"
              + "|((?i:bearer|basic) )[A-Za-z0-9._~+/=-]{8,}"
              + "|((?i:[?&](?:x-amz-signature|signature|sig|token|x-amz-credential)=))[^&\\s\"]+"
              + "|(://)[^/@\\s\"]+@");

  private Redaction() {}

  static String of(String line) {
    return SECRET
        .matcher(line)
        .replaceAll(match -> {
          for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
              return match.group(i) + "(hidden)" + (i == match.groupCount() ? "@" : "");
            }
          }
          return "(hidden)";
        });
  }
}
