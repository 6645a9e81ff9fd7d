package dev.hardening.validation.uploads;

import org.apache.tika.mime.MimeTypes;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.multipart.MultipartFile;

/**
 * Inspects uploads where Tika is on the class path. Without it {@link UploadedFile} fails
 * for want of an inspector, so no file is accepted unseen.
 */
@AutoConfiguration
@ConditionalOnClass({ MimeTypes.class, MultipartFile.class })
@EnableConfigurationProperties(UploadsProperties.class)
public final class UploadsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	UploadInspector uploadInspector(UploadsProperties properties) {
		return new UploadInspector(properties);
	}

	@Bean
	UploadsAuditChecks uploadsAuditChecks(UploadsProperties properties, Environment environment) {
		return new UploadsAuditChecks(properties, environment);
	}

}
