package dev.hubdesk.desk.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.api.Done;
import dev.hubdesk.desk.api.RequestJson;
import dev.hubdesk.desk.plan.DownloadRequest;
import dev.hubdesk.desk.plan.PreviewService;
import dev.hubdesk.desk.plan.RequestReader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// `POST /api/download` and `/api/jobs`.
public final class JobsEndpoint {

  private final JobService jobs;
  private final PreviewService previews;

  public JobsEndpoint(JobService jobs, PreviewService previews) {
    this.jobs = jobs;
    this.previews = previews;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.post("/api/download", this::download);
    routes.get("/api/jobs", this::list);
    routes.get("/api/jobs/{id}", context -> context.json(jobs.get(context.pathParam("id"))));
    routes.delete("/api/jobs/{id}", context -> act(context, jobs::cancel, "Job cancelled"));
    routes.post("/api/jobs/{id}/pause", context -> act(context, jobs::pause, "Job paused"));
    routes.post("/api/jobs/{id}/resume", context -> act(context, jobs::resume, "Job resumed"));
    routes.post("/api/jobs/{id}/retry", context -> act(context, jobs::retry, "Job restarted"));
    routes.post("/api/jobs/{id}/dismiss", context -> act(context, jobs::dismiss, "Job dismissed"));
  }

  private void download(Context context) throws IOException, InterruptedException {
    JsonNode body = RequestJson.object(context);
    DownloadRequest request = RequestReader.read(body);
    if (RequestReader.isDryRun(body)) {
      context.json(previews.preview(request));
      return;
    }
    JobService.Created created = jobs.create(request);
    if (created.duplicate()) {
      context.json(new Duplicate(created.job(), "Download already in progress"));
    } else {
      context.status(202).json(created.job());
    }
  }

  private void list(Context context) {
    List<JobView> all = jobs.list();
    context.json(new JobList(all, all.size()));
  }

  private static void act(Context context, Consumer<String> action, String message) {
    action.accept(context.pathParam("id"));
    context.json(new Done(message));
  }

  private record Duplicate(JobView job, String message) {}

  private record JobList(List<JobView> jobs, int count) {}
}
