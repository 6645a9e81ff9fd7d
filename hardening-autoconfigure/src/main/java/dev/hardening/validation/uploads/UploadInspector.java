package dev.hardening.validation.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.apache.tika.mime.MimeType;
import org.jspecify.annotations.Nullable;

import org.springframework.web.multipart.MultipartFile;

/**
 * Looks into an uploaded file and says why it is not accepted. No image is decoded to
 * find out, and an archive is unpacked into nothing, up to its bound.
 */
public class UploadInspector {

	/**
	 * Beyond raster images these carry script, so they are refused unless they are
	 * sanitised first.
	 */
	private static final Set<String> SCRIPTABLE = Set.of("image/svg+xml", "text/html", "application/xhtml+xml",
			"application/xml", "text/xml");

	private final UploadsProperties properties;

	private final ContentTypes types = new ContentTypes();

	private final ImageBounds images;

	private final ArchiveBounds archives;

	UploadInspector(UploadsProperties properties) {
		this.properties = properties;
		this.images = new ImageBounds(properties.maxPixels());
		this.archives = new ArchiveBounds(properties.maxArchiveEntries(), properties.maxArchiveRatio(),
				properties.maxArchiveSize().toBytes());
		properties.allowedTypes().forEach(this.types::requireKnown);
	}

	/**
	 * Inspect a file.
	 * @param file the file
	 * @param types the media types that are accepted, none for the configured ones
	 * @return why the file is refused, as the end of the sentence "the file ...", or
	 * {@code null} if it is accepted
	 * @throws IOException if the file cannot be read
	 */
	public @Nullable String inspect(MultipartFile file, List<String> types) throws IOException {
		if (file.isEmpty()) {
			return "must not be empty";
		}
		if (file.getSize() > this.properties.maxSize().toBytes()) {
			return "must be at most %d bytes".formatted(this.properties.maxSize().toBytes());
		}
		List<String> accepted = types.isEmpty() ? this.properties.allowedTypes() : types;
		MimeType type = this.types.detect(file);
		if (!accepted.contains(type.getName()) || SCRIPTABLE.contains(type.getName())
				|| ArchiveSignatures.UNBOUNDED.contains(type.getName())) {
			return "must be one of " + String.join(", ", accepted);
		}
		String disagreement = disagreement(file, type);
		return (disagreement != null) ? disagreement : boundsOf(file, type.getName());
	}

	private @Nullable String disagreement(MultipartFile file, MimeType type) {
		String declared = file.getContentType();
		if (declared != null && !this.types.isSame(declared, type)) {
			return "must be declared as what it is, " + type.getName();
		}
		String name = file.getOriginalFilename();
		if (name == null || name.isEmpty()) {
			return null;
		}
		if (!FileNames.isPlain(name)) {
			return "must have a name of at most %d printable characters".formatted(FileNames.LONGEST);
		}
		return type.getExtensions().contains(extension(name)) ? null
				: "must have an extension of its type, such as " + type.getExtension();
	}

	private @Nullable String boundsOf(MultipartFile file, String type) throws IOException {
		if (type.startsWith("image/")) {
			try (InputStream content = file.getInputStream()) {
				String refusal = this.images.check(content);
				return (refusal != null) ? refusal : wholeImage(type, file.getBytes());
			}
		}
		if (this.archives.supports(type)) {
			return this.archives.check(file.getBytes());
		}
		return null;
	}

	private @Nullable String wholeImage(String type, byte[] content) {
		String refusal = type.equals("image/gif") ? this.images.checkPixels(GifBlocks.pixels(content)) : null;
		refusal = (refusal != null) ? refusal : TrailingData.check(type, content);
		return (refusal == null && ArchiveDirectory.isIn(content)) ? "must not be an archive as well" : refusal;
	}

	private String extension(String name) {
		int dot = name.lastIndexOf('.');
		return (dot >= 0) ? name.substring(dot).toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * Return a name under which an accepted file can be kept: random, with the extension
	 * of its content, and with nothing of the name that the client chose.
	 * @param file an accepted file
	 * @return the name
	 * @throws IOException if the file cannot be read
	 */
	public String storedName(MultipartFile file) throws IOException {
		return UUID.randomUUID() + this.types.detect(file).getExtension();
	}

	/**
	 * Return the media type of a file, told by its content.
	 * @param file the file
	 * @return the media type
	 * @throws IOException if the file cannot be read
	 */
	public String type(MultipartFile file) throws IOException {
		return this.types.detect(file).getName();
	}

}
