package dev.hubdesk.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Sets up the log: to stderr, since stdout belongs to what a person or a script asked for.
public final class Logging {

  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level [%X{request}] %logger{24} %msg%n";

  private Logging() {}

  /// Replaces whatever was set up before.
  public static void start(LogFormat format, Level level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    EncoderBase<ILoggingEvent> encoder = encoder(format);
    encoder.setContext(context);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
    root.addAppender(appender);
    // They tell of every malformed Host header and .gitignore: strangers could fill the log.
    context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.ERROR);
    context.getLogger("org.eclipse.jgit.ignore").setLevel(Level.OFF);
    context.getLogger("dev.hubdesk").setLevel(level);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static EncoderBase<ILoggingEvent> encoder(LogFormat format) {
    return switch (format) {
      case TEXT -> {
        var text = new RedactingText();
        text.setPattern(LINE);
        text.setCharset(StandardCharsets.UTF_8);
        yield text;
      }
      case JSON -> {
        var json = new RedactingJson();
        json.setWithFormattedMessage(true);
        yield json;
      }
    };
  }
}
