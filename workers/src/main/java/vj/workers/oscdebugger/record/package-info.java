/// The file that takes and the flight recorder's segments are written to: records one after
/// another, each with its length and checksum, so that whatever ends the writing costs no more than
/// the last of them.
///
/// ```
/// file    header record*
/// header  magic[7] version[1] startMillis[8] crc32[4]         of the 16 bytes before it
/// record  length[4] crc32[4] body[length]                     of the body
/// body    kind[1] ...
///   1 sender    number[2] text                                before the first datagram of each
///   2 datagram  nanos[8] number[2] bytes                      number 0xffff: length[1] text bytes
///   3 log       micros[8] level[1] length[1] worker text
///   4 change    micros[8] length[1] worker text
///   5 end       nanos[8] datagrams[8] bytes[8] missed[8]      the last record of a whole file
/// ```
///
/// Numbers are big-endian, text is UTF-8. `nanos` count from the file's start on the monotonic
/// clock, `startMillis` and `micros` from 1970. Readers pass over kinds that they do not know.
@NullMarked
package vj.workers.oscdebugger.record;

import org.jspecify.annotations.NullMarked;
