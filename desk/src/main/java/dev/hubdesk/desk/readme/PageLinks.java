package dev.hubdesk.desk.readme;

import dev.hubdesk.desk.endpoints.Located;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where the links and images of a card lead.
///
/// Images of the repository, and of others at the same endpoint, are shown through this Desk.
/// Images of any other host are not: showing them would tell that host who reads which card. They
/// are remembered, to be told.
final class PageLinks {

  /// The most blocked images that are told.
  static final int MAX_BLOCKED = 100;

  /// What makes an id of a card one of its own: a card may not name an element like the page does.
  static final String ID_PREFIX = "readme-";

  private static final Pattern DATA =
      Pattern.compile("data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+");

  private final Located located;
  private final Set<String> blocked = new LinkedHashSet<>();

  PageLinks(Located located) {
    this.located = located;
  }

  /// The images that are not shown.
  Set<String> blocked() {
    return blocked;
  }

  /// `…/resolve/<commit>/`, which relative addresses start from.
  String base(String door) {
    return located.endpoint().base()
        + "/"
        + located.repo().urlPath()
        + "/"
        + door
        + "/"
        + located.commit().hex()
        + "/";
  }

  /// The address of an image on the page; empty when it is not shown.
  Optional<String> image(String address) {
    String text = address.strip();
    if (DATA.matcher(text).matches()) {
      return Optional.of(text);
    }
    Optional<URI> target = resolve(base("resolve"), text);
    Optional<String> shown = target.flatMap(this::proxied);
    if (shown.isEmpty() && blocked.size() < MAX_BLOCKED) {
      blocked.add(target.map(URI::toString).orElse(text));
    }
    return shown;
  }

  private Optional<String> proxied(URI target) {
    return RepoFileAddress.parse(located.endpoint(), target)
        .map(file ->
            "/api/readme-asset?url="
                + URLEncoder.encode(
                    file.address(located.endpoint()).toString(), StandardCharsets.UTF_8));
  }

  /// The address of a link on the page; empty when it may not be followed.
  Optional<String> link(String address) {
    String text = address.strip();
    if (text.startsWith("#")) {
      return text.length() > 1
          ? Optional.of("#" + ID_PREFIX + text.substring(1))
          : Optional.empty();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mailto:")) {
      return Optional.of(text);
    }
    return resolve(base("blob"), text).map(URI::toString);
  }

  /// An absolute http address. Relative ones stay within the repository: `..` cannot lead above it.
  private Optional<URI> resolve(String base, String address) {
    try {
      String text = address.replace(" ", "%20");
      URI uri = new URI(text);
      if (uri.isAbsolute()) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean usable = Set.of("http", "https").contains(scheme) && uri.getHost() != null;
        return usable ? Optional.of(uri) : Optional.empty();
      }
      if (uri.getRawAuthority() != null) {
        URI target = new URI(located.endpoint().base().getScheme() + ":" + text);
        return target.getHost() == null ? Optional.empty() : Optional.of(target);
      }
      if (text.startsWith("/")) {
        return Optional.of(located.endpoint().resolve(text));
      }
      URI target = URI.create(base).resolve(uri).normalize();
      return target.toString().startsWith(base) ? Optional.of(target) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
