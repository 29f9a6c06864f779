package vj.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of JSON Schema 2020-12 that docs/status.schema.json uses. A keyword that is not known
/// here is an error: it would be taken for checked.
final class JsonSchema {

  private static final Set<String> KNOWN =
      Set.of(
          "$schema",
          "$id",
          "$defs",
          "$ref",
          "title",
          "description",
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "minimum",
          "anyOf");

  private final Map<String, @Nullable Object> root;

  JsonSchema(Map<String, @Nullable Object> root) {
    this.root = root;
  }

  /// What is wrong with `value`, each with its place; empty if nothing is.
  List<String> problems(@Nullable Object value) {
    List<String> problems = new ArrayList<>();
    check(root, value, "$", problems);
    return problems;
  }

  /// The places of properties without a description.
  List<String> undescribed() {
    List<String> found = new ArrayList<>();
    undescribed(root, "$", found);
    Workers.object(root.get("$defs")).forEach((name, it) -> undescribed(it, name, found));
    return found;
  }

  private static void undescribed(@Nullable Object schema, String at, List<String> found) {
    Map<String, @Nullable Object> fields = Workers.object(schema);
    if (!(fields.get("description") instanceof String text) || text.isBlank()) {
      found.add(at);
    }
    Workers.object(fields.get("properties"))
        .forEach((name, property) -> undescribed(property, at + "." + name, found));
  }

  private void check(
      Map<String, @Nullable Object> schema,
      @Nullable Object value,
      String at,
      List<String> problems) {
    for (String keyword : schema.keySet()) {
      if (!KNOWN.contains(keyword)) {
        throw new IllegalArgumentException("the validator does not know " + keyword);
      }
    }
    if (schema.get("$ref") instanceof String reference) {
      String name = reference.substring("#/$defs/".length());
      Map<String, @Nullable Object> named =
          Workers.object(Workers.object(root.get("$defs")).get(name));
      if (named.isEmpty()) {
        throw new IllegalArgumentException("there is no " + reference);
      }
      check(named, value, at, problems);
    }
    if (schema.containsKey("type")
        && list(schema.get("type")).stream().noneMatch(t -> is(t, value))) {
      problems.add("%s is %s, not %s".formatted(at, value, schema.get("type")));
    }
    if (schema.get("enum") instanceof List<?> words && !words.contains(value)) {
      problems.add("%s is %s, not one of %s".formatted(at, value, words));
    }
    if (schema.get("minimum") instanceof Number least
        && value instanceof Number number
        && number.doubleValue() < least.doubleValue()) {
      problems.add("%s is %s, less than %s".formatted(at, value, least));
    }
    if (schema.get("anyOf") instanceof List<?> any) {
      anyOf(any, value, at, problems);
    }
    if (value instanceof List<?> entries && schema.containsKey("items")) {
      for (int i = 0; i < entries.size(); i++) {
        check(Workers.object(schema.get("items")), entries.get(i), at + "[" + i + "]", problems);
      }
    }
    if (value instanceof Map<?, ?>) {
      members(schema, Workers.object(value), at, problems);
    }
  }

  private void anyOf(List<?> any, @Nullable Object value, String at, List<String> problems) {
    List<String> all = new ArrayList<>();
    for (Object one : any) {
      List<String> its = new ArrayList<>();
      check(Workers.object(one), value, at, its);
      if (its.isEmpty()) {
        return;
      }
      all.addAll(its);
    }
    problems.addAll(all);
  }

  private void members(
      Map<String, @Nullable Object> schema,
      Map<String, @Nullable Object> object,
      String at,
      List<String> problems) {
    for (Object name : list(schema.get("required"))) {
      if (!object.containsKey(name)) {
        problems.add("%s has no %s".formatted(at, name));
      }
    }
    Map<String, @Nullable Object> properties = Workers.object(schema.get("properties"));
    object.forEach((name, member) -> {
      String place = at + "." + name;
      if (properties.containsKey(name)) {
        check(Workers.object(properties.get(name)), member, place, problems);
      } else if (schema.get("additionalProperties") instanceof Map<?, ?> others) {
        check(Workers.object(others), member, place, problems);
      } else if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
        problems.add(place + " is not in the schema");
      }
    });
  }

  private static List<?> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static boolean is(@Nullable Object type, @Nullable Object value) {
    return switch (String.valueOf(type)) {
      case "null" -> value == null;
      case "boolean" -> value instanceof Boolean;
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Long || value instanceof Integer;
      case "number" -> value instanceof Number;
      case "array" -> value instanceof List<?>;
      case "object" -> value instanceof Map<?, ?>;
      default -> throw new IllegalArgumentException("no type: " + type);
    };
  }
}
