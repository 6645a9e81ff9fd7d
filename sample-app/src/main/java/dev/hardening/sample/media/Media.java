package dev.hardening.sample.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hardening.sample.files.StoredFile;

/**
 * An uploaded picture.
 *
 * @param key its key among the private files
 * @param name the name of the file as it was sent
 * @param contentType what it is by its content
 * @param size its size in bytes
 * @param width its width in pixels
 * @param height its height in pixels
 * @param material what to choose it by in a render
 */
record Media(String key, String name, @JsonProperty("content_type") String contentType, long size, int width,
		int height, String material) {

	static Media of(StoredFile file, Picture picture) {
		return new Media(file.key(), file.name(), file.contentType(), file.size(), picture.width(), picture.height(),
				"media-" + file.key());
	}

}
