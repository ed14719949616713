package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads the YAML (1.2, so that `no` stays a word) of a card as JSON. No tag makes an object of any
/// class; size, depth, aliases and what they expand to are bounded.
public final class CardYaml {

  /// The longest YAML that is read, in characters.
  public static final int MAX_CHARS = 256 << 10;

  /// How deep lists and mappings may stand in each other.
  public static final int MAX_DEPTH = 32;

  /// The most aliases of one card.
  public static final int MAX_ALIASES = 100;

  /// The most values of one card, each alias counted as what it stands for.
  public static final int MAX_VALUES = 50_000;

  private CardYaml() {}

  /// Reads a mapping; of doubled keys the last counts. Empty YAML is an empty mapping.
  ///
  /// @throws CardYamlException when it is anything else or breaks a limit
  public static ObjectNode read(String yaml) throws CardYamlException {
    return read(yaml, true);
  }

  /// As [#read(String)], but a doubled key is an error.
  static ObjectNode readStrictly(String yaml) throws CardYamlException {
    return read(yaml, false);
  }

  private static ObjectNode read(String yaml, boolean doubledKeys) throws CardYamlException {
    if (yaml.length() > MAX_CHARS) {
      throw new CardYamlException("the metadata is longer than " + MAX_CHARS + " characters");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("README.md")
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_CHARS)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setAllowDuplicateKeys(doubledKeys)
            .setAllowRecursiveKeys(false)
            .build();
    try {
      checkShape(new Parse(settings).parseString(yaml).iterator());
      Object value = new Load(settings).loadFromString(yaml);
      JsonNode json = new YamlValues(MAX_VALUES).json(value);
      return asMapping(json);
    } catch (MarkedYamlEngineException e) {
      throw new CardYamlException(message(e));
    } catch (YamlEngineException e) {
      throw new CardYamlException(firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static ObjectNode asMapping(JsonNode json) throws CardYamlException {
    if (json instanceof ObjectNode mapping) {
      return mapping;
    }
    if (json.isNull()) {
      return YamlValues.emptyMapping();
    }
    throw new CardYamlException("the metadata must be a mapping of names to values");
  }

  /// The loader calls itself for each level, so the depth is checked before it starts.
  private static void checkShape(Iterator<Event> events) throws CardYamlException {
    int depth = 0;
    int aliases = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof AliasEvent) {
        aliases++;
      }
      if (depth > MAX_DEPTH) {
        throw new CardYamlException("the metadata is nested deeper than " + MAX_DEPTH + " levels");
      }
      if (aliases > MAX_ALIASES) {
        throw new CardYamlException("the metadata has more than " + MAX_ALIASES + " aliases");
      }
    }
  }

  private static String message(MarkedYamlEngineException e) {
    String problem = firstLine(String.valueOf(e.getProblem()));
    return e.getProblemMark()
        .map(mark -> problem + " (" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ")")
        .orElse(problem);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
