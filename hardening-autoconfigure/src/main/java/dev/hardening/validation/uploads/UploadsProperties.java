package dev.hardening.validation.uploads;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an uploaded file may be.
 *
 * @param maxSize Largest file. A multipart request may hold several, within the largest
 * body.
 * @param allowedTypes Media types that are accepted, told by content.
 * @param maxPixels Most pixels of an image, width times height, read from its header.
 * @param maxArchiveEntries Most entries of an archive.
 * @param maxArchiveRatio Most bytes that an archive may unpack to for each byte it has.
 * @param maxArchiveSize Most bytes that an archive may unpack to.
 */
// @formatter:off
@ConfigurationProperties("hardening.uploads")
public record UploadsProperties(@DefaultValue("10MB") DataSize maxSize,
		@DefaultValue({ "image/jpeg", "image/png" }) List<String> allowedTypes,
		@DefaultValue("50000000") long maxPixels, @DefaultValue("1000") int maxArchiveEntries,
		@DefaultValue("100") int maxArchiveRatio, @DefaultValue("100MB") DataSize maxArchiveSize) {

}
// @formatter:on
