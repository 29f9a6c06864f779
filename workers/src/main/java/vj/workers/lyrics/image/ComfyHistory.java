package vj.workers.lyrics.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One entry of a ComfyUI server's history.
final class ComfyHistory {

  private ComfyHistory() {}

  /// What the nodes have saved; without previews, if there is anything else.
  ///
  /// @throws ImageFailedException when it says that something went wrong, or has no picture
  static List<ImageFile> images(Map<?, ?> entry) throws ImageFailedException {
    if (entry.get("status") instanceof Map<?, ?> status
        && "error".equals(status.get("status_str"))) {
      throw new ImageFailedException(failure(status));
    }
    List<ImageFile> images = new ArrayList<>();
    if (entry.get("outputs") instanceof Map<?, ?> outputs) {
      for (Object output : outputs.values()) {
        if (output instanceof Map<?, ?> fields && fields.get("images") instanceof List<?> list) {
          list.forEach(image -> add(image, images));
        }
      }
    }
    if (images.isEmpty()) {
      throw new ImageFailedException(
          "the workflow has saved no picture: it wants a SaveImage node");
    }
    List<ImageFile> saved = images.stream().filter(ImageFile::isOutput).toList();
    return saved.isEmpty() ? images : saved;
  }

  private static void add(Object image, List<ImageFile> images) {
    if (image instanceof Map<?, ?> fields && fields.get("filename") instanceof String filename) {
      images.add(
          new ImageFile(filename, text(fields, "subfolder", ""), text(fields, "type", "output")));
    }
  }

  private static String text(Map<?, ?> fields, String name, String otherwise) {
    return fields.get(name) instanceof String text ? text : otherwise;
  }

  /// `messages` are pairs of an event's name and data.
  private static String failure(Map<?, ?> status) {
    if (status.get("messages") instanceof List<?> messages) {
      for (Object message : messages) {
        if (message instanceof List<?> pair && pair.size() == 2) {
          if ("execution_error".equals(pair.getFirst())
              && pair.getLast() instanceof Map<?, ?> data) {
            return ComfyEvent.failure(data);
          }
          if ("execution_interrupted".equals(pair.getFirst())) {
            return "somebody has interrupted it";
          }
        }
      }
    }
    return "the server does not say what went wrong";
  }
}
