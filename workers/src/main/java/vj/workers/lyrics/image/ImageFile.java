package vj.workers.lyrics.image;

import java.util.Map;

/// Where a ComfyUI server keeps a picture.
///
/// @param type `output`, or `temp` for a preview
record ImageFile(String filename, String subfolder, String type) {

  Map<String, String> query() {
    return Map.of("filename", filename, "subfolder", subfolder, "type", type);
  }

  boolean isOutput() {
    return type.equals("output");
  }
}
