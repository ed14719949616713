package dev.hubdesk.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Reads every file below a folder of the class path, be it a directory or part of a jar. A jar
/// need not have directory entries (those of mvnpm have none), so the folder is found through a
/// file in it.
final class ResourceFolder {

  private ResourceFolder() {}

  /// The files below the folder that holds `known`, by their path relative to it.
  static SortedMap<String, byte[]> around(String known) throws IOException {
    URL url = ResourceFolder.class.getClassLoader().getResource(known);
    if (url == null) {
      throw new IOException("The class path lacks " + known);
    }
    String folder = known.substring(0, known.lastIndexOf('/') + 1);
    return url.openConnection() instanceof JarURLConnection jar
        ? inJar(jar, folder)
        : inDirectory(Path.of(URI.create(url.toString())).resolveSibling(""));
  }

  private static SortedMap<String, byte[]> inJar(JarURLConnection connection, String folder)
      throws IOException {
    connection.setUseCaches(false);
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (JarFile jar = connection.getJarFile()) {
      List<JarEntry> entries =
          jar.stream().filter(e -> e.getName().startsWith(folder) && !e.isDirectory()).toList();
      for (JarEntry entry : entries) {
        try (InputStream in = jar.getInputStream(entry)) {
          files.put(entry.getName().substring(folder.length()), in.readAllBytes());
        }
      }
    }
    return files;
  }

  private static SortedMap<String, byte[]> inDirectory(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile).forEach(paths::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Path path : paths) {
      files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
    }
    return files;
  }
}
