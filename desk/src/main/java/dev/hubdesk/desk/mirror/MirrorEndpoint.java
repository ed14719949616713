package dev.hubdesk.desk.mirror;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.api.Done;
import dev.hubdesk.desk.api.Fields;
import dev.hubdesk.desk.api.RequestJson;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/api/mirror`: targets, differences, push and pull, and the jobs that these are.
public final class MirrorEndpoint {

  private static final int ACCEPTED = 202;

  private final TargetService targets;
  private final DiffService diffs;
  private final MirrorService jobs;
  private final Supplier<Path> cache;

  /// @param cache the cache of this machine, as the settings say now
  public MirrorEndpoint(
      TargetService targets, DiffService diffs, MirrorService jobs, Supplier<Path> cache) {
    this.targets = targets;
    this.diffs = diffs;
    this.jobs = jobs;
    this.cache = cache;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/mirror/targets", this::list);
    routes.post("/api/mirror/targets", this::put);
    routes.delete("/api/mirror/targets/{name}", this::remove);
    routes.post("/api/mirror/diff", this::diff);
    routes.post("/api/mirror/push", context -> mirror(context, Direction.PUSH));
    routes.post("/api/mirror/pull", context -> mirror(context, Direction.PULL));
    routes.get("/api/mirror/jobs", context -> context.json(new Jobs(jobs.list())));
    routes.get("/api/mirror/jobs/{id}", context -> context.json(jobs.get(id(context))));
    routes.delete("/api/mirror/jobs/{id}", act(jobs::cancel, "Mirror job cancelled"));
    routes.post("/api/mirror/jobs/{id}/pause", act(jobs::pause, "Mirror job paused"));
    routes.post("/api/mirror/jobs/{id}/resume", act(jobs::resume, "Mirror job resumed"));
    routes.post("/api/mirror/jobs/{id}/retry", act(jobs::retry, "Mirror job restarted"));
    routes.post("/api/mirror/jobs/{id}/dismiss", act(jobs::dismiss, "Mirror job dismissed"));
  }

  private void list(Context context) throws IOException {
    context.json(new Targets(targets.list().stream().map(TargetView::of).toList()));
  }

  private void put(Context context) throws IOException {
    var body = new Fields(RequestJson.object(context));
    Target target =
        targets.put(
            body.required("name"), body.required("path"), body.text("description").orElse(null));
    context.json(new Put(true, "Target saved", TargetView.of(target)));
  }

  private void remove(Context context) throws IOException {
    targets.remove(context.pathParam("name"));
    context.json(new Done("Target removed"));
  }

  private void diff(Context context) throws IOException {
    var body = new Fields(RequestJson.object(context));
    Direction direction =
        switch (body.text("direction").orElse("push")) {
          case "push" -> Direction.PUSH;
          case "pull" -> Direction.PULL;
          default ->
              throw new FailureException(
                  new Failure.BadRequest("Invalid direction: it is push or pull"));
        };
    context.json(diffs.diff(order(body, direction)));
  }

  private void mirror(Context context, Direction direction)
      throws IOException, InterruptedException {
    var body = new Fields(RequestJson.object(context));
    MirrorOrder order = order(body, direction);
    if (body.flag("dryRun")) {
      context.json(MirrorAnswer.dryRun(MirrorRun.dryRun(order)));
      return;
    }
    boolean later = body.flag("async");
    MirrorJobView job = jobs.create(order);
    if (later) {
      context.status(ACCEPTED).json(job);
    } else {
      context.json(MirrorAnswer.of(jobs.await(job.id())));
    }
  }

  private MirrorOrder order(Fields body, Direction direction) throws IOException {
    String target = body.required("target");
    return new MirrorOrder(
        direction,
        target,
        targets.find(target),
        cache.get(),
        body.text("repoFilter").orElse(""),
        body.flag("verify"),
        body.flag("deleteExtra"),
        body.flag("force"));
  }

  private static Handler act(Consumer<String> step, String message) {
    return context -> {
      step.accept(id(context));
      context.json(new Done(message));
    };
  }

  private static String id(Context context) {
    return context.pathParam("id");
  }

  private record Targets(List<TargetView> targets, int count) {

    Targets(List<TargetView> targets) {
      this(targets, targets.size());
    }
  }

  private record Jobs(List<MirrorJobView> jobs, int count) {

    Jobs(List<MirrorJobView> jobs) {
      this(jobs, jobs.size());
    }
  }

  private record Put(boolean success, String message, TargetView target) {}

  /// @param exists whether a folder is there now
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record TargetView(
      String name, String path, @Nullable String description, boolean exists) {

    static TargetView of(Target target) {
      return new TargetView(
          target.name(),
          target.path().toString(),
          target.description(),
          Files.isDirectory(target.path()));
    }
  }
}
