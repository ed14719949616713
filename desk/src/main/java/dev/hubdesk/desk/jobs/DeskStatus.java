package dev.hubdesk.desk.jobs;

/// How busy the Desk is.
public record DeskStatus(int running, int queued, int paused, long bytesPerSecond) {}
