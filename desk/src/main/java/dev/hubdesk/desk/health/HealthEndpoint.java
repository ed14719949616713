package dev.hubdesk.desk.health;

import dev.hubdesk.http.Json;
import io.javalin.config.RoutesConfig;
import java.time.Clock;

/// `GET /api/health`.
public final class HealthEndpoint {

  private final Clock clock;
  private final String version;

  public HealthEndpoint(Clock clock, String version) {
    this.clock = clock;
    this.version = version;
  }

  /// Adds the route.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/health", context -> context.json(health()));
  }

  private Health health() {
    String now = Json.date(clock.instant());
    return new Health("ok", version, now, now);
  }

  /// @param time the same as `timestamp`, under the name that older clients read
  private record Health(String status, String version, String timestamp, String time) {}
}
