/**
 * otio-reader FILE.otio COPY.otio: prints what OpenTimelineIO's own library understands of the file, in
 * lines, and writes it anew. All times are frames of the film's rate; another one is an error, as is all
 * that the library calls one.
 */
#include <iostream>
#include <opentimelineio/clip.h>
#include <opentimelineio/externalReference.h>
#include <opentimelineio/gap.h>
#include <opentimelineio/generatorReference.h>
#include <opentimelineio/marker.h>
#include <opentimelineio/timeline.h>
#include <opentimelineio/transition.h>
#include <stdexcept>

namespace otio = OTIO_NS;

static otio::ErrorStatus status;

template <typename T> T checked(T value) {
  if (otio::is_error(status)) throw std::runtime_error(status.full_description);
  return value;
}

static std::string text(otio::RationalTime const &time) {
  static double const rate = time.rate();
  if (time.rate() != rate) throw std::runtime_error("a second rate: " + std::to_string(time.rate()));
  return std::to_string(time.to_frames());
}

static std::string text(otio::TimeRange const &range) {
  return text(range.start_time()) + "+" + text(range.duration());
}

static std::string keys(otio::AnyDictionary const &metadata) {
  std::string all;
  for (auto const &[key, value] : metadata) {
    all += " " + key;
    if (value.type() == typeid(otio::AnyDictionary))
      all += " (" + keys(std::any_cast<otio::AnyDictionary>(value)).substr(1) + ")";
  }
  return all.empty() ? " none" : all;
}

static std::string text(otio::MediaReference const *media) {
  std::string available = media->available_range() ? text(*media->available_range()) : "unknown";
  if (auto file = dynamic_cast<otio::ExternalReference const *>(media))
    return available + " " + file->target_url();
  if (auto generator = dynamic_cast<otio::GeneratorReference const *>(media)) {
    std::string all = available + " " + generator->generator_kind() + ":";
    for (auto const &[key, value] : generator->parameters()) all += " " + std::any_cast<std::string>(value);
    return all;
  }
  return available + (media->is_missing_reference() ? " missing" : " of another kind");
}

static void print(otio::Item const *item, std::string const &indent) {
  for (auto const &marker : item->markers())
    std::cout << indent << "marker " << text(marker->marked_range()) << " " << marker->color() << " "
              << marker->name() << " | " << marker->comment() << "\n";
}

static void print(otio::Track const *track, otio::Composable *child) {
  std::string const place = text(checked(track->range_of_child(child, &status)));
  if (auto transition = dynamic_cast<otio::Transition *>(child)) {
    std::cout << "  " << place << " " << transition->transition_type() << " " << transition->name() << ", "
              << text(transition->in_offset()) << " before the cut and " << text(transition->out_offset())
              << " after, metadata" << keys(transition->metadata()) << "\n";
    return;
  }
  auto item = dynamic_cast<otio::Item *>(child);
  auto clip = dynamic_cast<otio::Clip *>(child);
  std::cout << "  " << place << (clip ? " clip " : " gap ") << item->name() << "\n";
  if (clip)
    std::cout << "    plays " << text(checked(clip->trimmed_range(&status))) << ", with transitions "
              << text(checked(clip->visible_range(&status))) << ", of " << text(clip->media_reference())
              << "\n    metadata" << keys(clip->metadata()) << "\n";
  print(item, "    ");
}

int main(int count, char **words) try {
  if (count != 3) throw std::runtime_error("otio-reader FILE.otio COPY.otio");
  otio::SerializableObject::Retainer<otio::Timeline> timeline(dynamic_cast<otio::Timeline *>(
      checked(otio::SerializableObject::from_json_file(words[1], &status))));
  if (!timeline) throw std::runtime_error("This is no timeline.");
  auto const start = timeline->global_start_time();
  auto const length = checked(timeline->duration(&status));
  std::cout << timeline->name() << ": " << text(length) << " frames, " << length.rate() << " a second, from "
            << (start ? text(*start) : "no start of its own") << ", metadata" << keys(timeline->metadata()) << "\n";
  print(timeline->tracks(), "  ");
  for (auto const &child : timeline->tracks()->children()) {
    auto track = dynamic_cast<otio::Track *>(child.value);
    if (!track) throw std::runtime_error("In the stack there is something else than a track.");
    std::cout << track->kind() << " " << track->name() << "\n";
    for (auto const &inner : track->children()) print(track, inner);
  }
  checked(timeline->to_json_file(words[2], &status));
} catch (std::exception const &error) {
  std::cerr << error.what() << "\n";
  return 1;
}
