package dev.hubdesk.hub.likes;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.catalog.Like;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.Query;
import dev.hubdesk.http.RequestPath;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Likes:
///
/// - `POST, DELETE, GET /api/{type}s/{namespace}/{name}/like` like it, no more, whether one does
/// - `GET /api/{type}s/{namespace}/{name}/likers` who does
/// - `GET /api/users/{user}/likes` what somebody likes
public final class LikesEndpoint {

  private final LikesService likes;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public LikesEndpoint(LikesService likes, BaseUrl baseUrl, HubLimits limits) {
    this.likes = likes;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String repository = "/api/" + type.plural() + "/{namespace}/{name}";
      routes.post(
          repository + "/like",
          context ->
              answer(
                  context,
                  "Liked",
                  likes.like(caller(context), RepoRequest.underApi(context, type).id())));
      routes.delete(
          repository + "/like",
          context ->
              answer(
                  context,
                  "Not liked any more",
                  likes.unlike(caller(context), RepoRequest.underApi(context, type).id())));
      routes.get(
          repository + "/like",
          context ->
              context.json(
                  new Liked(
                      likes.likes(caller(context), RepoRequest.underApi(context, type).id()))));
      routes.get(
          repository + "/likers",
          context -> likers(context, RepoRequest.underApi(context, type).id()));
    }
    routes.get("/api/users/{user}/likes", this::liked);
  }

  private void likers(Context context, RepoId id) {
    int limit = limit(context);
    page(context, likes.likers(caller(context), id, after(context), limit), limit, Liker::of);
  }

  private void liked(Context context) {
    int limit = limit(context);
    String user = RequestPath.of(context).segment(2);
    page(context, likes.liked(caller(context), user, after(context), limit), limit, LikedRepo::of);
  }

  private void page(Context context, List<Like> found, int limit, Function<Like, Object> item) {
    List<Like> page = found.subList(0, Math.min(limit, found.size()));
    if (found.size() > limit) {
      Query.linkNext(context, baseUrl.of(context), "cursor", Long.toString(page.getLast().id()));
    }
    context.json(page.stream().map(item).toList());
  }

  private int limit(Context context) {
    return Math.min(Query.number(context, "limit", 1, limits.page()), limits.page());
  }

  private static @Nullable Long after(Context context) {
    @Nullable String cursor = context.queryParam("cursor");
    if (cursor == null) {
      return null;
    }
    try {
      return Long.valueOf(cursor);
    } catch (NumberFormatException _) {
      throw new FailureException(new Failure.BadRequest("Invalid cursor"));
    }
  }

  private static void answer(Context context, String message, long count) {
    context.json(new Counted(true, message, count));
  }

  private static Caller caller(Context context) {
    return CallerFilter.caller(context);
  }

  private record Counted(
      boolean success, String message, @JsonProperty("likes_count") long likes) {}

  private record Liked(boolean liked) {}

  private record Liker(String user, String fullname, String type, String avatarUrl) {

    static Object of(Like like) {
      return new Liker(like.account().name(), like.account().fullname(), "user", "");
    }
  }

  private record LikedRepo(Instant createdAt, Name repo) {

    static Object of(Like like) {
      RepoId id = like.repository().id();
      return new LikedRepo(like.at(), new Name(id.path(), id.type().singular()));
    }
  }

  private record Name(String name, String type) {}
}
