package dev.hardening.sample.render;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

import javax.imageio.ImageIO;

import dev.hardening.sample.files.StoredFile;
import dev.hardening.sample.files.StoredFiles;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Uploaded pictures as materials: {@code media-} and the key of the upload, for whoever
 * uploaded it.
 */
@Component
class UploadedMaterials {

	private static final Log logger = LogFactory.getLog(UploadedMaterials.class);

	private static final String PREFIX = "media-";

	private final StoredFiles files;

	UploadedMaterials(StoredFiles files) {
		this.files = files;
	}

	Optional<Texture> find(String material, @Nullable String owner) {
		if (owner == null || !material.startsWith(PREFIX)) {
			return Optional.empty();
		}
		return this.files.find(material.substring(PREFIX.length()))
			.filter((file) -> file.owner().equals(owner))
			.flatMap(this::read);
	}

	private Optional<Texture> read(StoredFile file) {
		try {
			BufferedImage picture = ImageIO.read(new ByteArrayInputStream(this.files.content(file.key())));
			return Optional.ofNullable(picture).map(Texture::of);
		}
		catch (IOException ex) {
			logger.warn("Upload " + file.key() + " cannot be read as a picture: " + ex.getMessage());
			return Optional.empty();
		}
	}

}
