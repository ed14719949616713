package dev.hubdesk.desk.events;

/// The room where downloads go unless a request says otherwise, in bytes.
record DiskNews(String path, long free, long total) {}
