package dev.hardening.edge;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * What hostile files are called, what they say they are, what they are, and of what the
 * answer speaks.
 */
final class HostileUploads {

	private static final String PNG = "image/png";

	private static final String ZIP = "application/zip";

	private static final int MEGABYTE = 1024 * 1024;

	private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\">";

	private HostileUploads() {
	}

	static Stream<Arguments> images() {
		byte[] png = HostileFiles.image("png", 8);
		byte[] jpeg = HostileFiles.image("jpg", 8);
		byte[] jar = HostileFiles.zip("META-INF/MANIFEST.MF", HostileFiles.text("Main-Class: A\n"), "A.class",
				new byte[] { 1 });
		return Stream.of(
				Arguments.of("png of many pixels", "a.png", PNG, HostileFiles.pngOf(100_000, 100_000), "pixels"),
				Arguments.of("png, 2 GB wide", "a.png", PNG, HostileFiles.pngOf(Integer.MAX_VALUE, Integer.MAX_VALUE),
						"pixels"),
				Arguments.of("png, negative", "a.png", PNG, HostileFiles.pngOf(-1, -1), "header"),
				Arguments.of("png, empty", "a.png", PNG, HostileFiles.pngOf(0, 0), "header"),
				Arguments.of("jpeg of many pixels", "a.jpg", "image/jpeg", HostileFiles.jpegOf(65_500), "pixels"),
				Arguments.of("gif on a large screen", "a.gif", "image/gif", HostileFiles.gifOf(65_535, 1, 1), "pixels"),
				Arguments.of("gif of many frames", "a.gif", "image/gif", HostileFiles.gifOf(900, 900, 50), "pixels"),
				Arguments.of("gif and jar", "a.gif", "image/gif", HostileFiles.concat(HostileFiles.gifOf(1, 1, 1), jar),
						"behind the end"),
				Arguments.of("png and jar", "a.png", PNG, HostileFiles.concat(png, jar), "behind the end"),
				Arguments.of("jpeg and jar", "a.jpg", "image/jpeg", HostileFiles.concat(jpeg, jar), "behind the end"),
				Arguments.of("bmp and jar", "a.bmp", "image/bmp",
						HostileFiles.concat(HostileFiles.image("bmp", 8), jar), "behind the end"),
				Arguments.of("archive in a chunk of a png", "a.png", PNG, HostileFiles.pngWith("teSt", jar),
						"archive as well"),
				Arguments.of("archive in a comment of a jpeg", "a.jpg", "image/jpeg", HostileFiles.jpegWith(0xFE, jar),
						"archive as well"),
				Arguments.of("tiff and jar", "a.tiff", "image/tiff",
						HostileFiles.concat(HostileFiles.image("tiff", 8), jar), "archive as well"),
				Arguments.of("html behind png", "a.png", PNG,
						HostileFiles.concat(png, HostileFiles.text("<script>alert(1)</script>")), "behind the end"),
				Arguments.of("script for a GIF", "a.gif", "image/gif", HostileFiles.text("GIF89a/*\0\0\0*/=1;alert(1)"),
						"header"),
				Arguments.of("html", "a.png", PNG, HostileFiles.text("<html><script>alert(1)</script>"), "one of"),
				Arguments.of("html with a mark", "a.png", PNG, HostileFiles.text("\u00ef\u00bb\u00bf<html>"), "one of"),
				Arguments.of("php", "a.png", PNG, HostileFiles.text("<?php system($_GET['c']);"), "one of"),
				Arguments.of("half a png", "a.png", PNG, Arrays.copyOf(png, png.length / 2), ""),
				Arguments.of("head of png", "a.png", PNG, Arrays.copyOf(png, 8), "header"),
				Arguments.of("half a jpeg", "a.jpg", "image/jpeg", Arrays.copyOf(jpeg, jpeg.length - 2), "behind"),
				Arguments.of("half a gif", "a.gif", "image/gif", Arrays.copyOf(HostileFiles.gifOf(9, 9, 1), 30), ""),
				Arguments.of("no bytes", "a.png", PNG, new byte[0], "empty"),
				Arguments.of("one zero byte", "a.png", PNG, new byte[1], "one of"),
				Arguments.of("a megabyte of zeros", "a.png", PNG, new byte[MEGABYTE], "one of"),
				Arguments.of("svg with script", "a.svg", "image/svg+xml",
						HostileFiles.text(SVG + "<script>alert(1)</script></svg>"), "one of"),
				Arguments.of("svg that loads", "a.svg", "image/svg+xml",
						HostileFiles.text(SVG + "<image href=\"http://127.0.0.1/\"/></svg>"), "one of"),
				Arguments.of("svg with an entity", "a.svg", "image/svg+xml",
						HostileFiles
							.text("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
									+ SVG + "&x;</svg>"),
						"one of"),
				Arguments.of("svg of a billion laughs", "a.svg", "image/svg+xml",
						HostileFiles.text("<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"" + "&a;".repeat(100) + "\">]>"
								+ SVG + "&b;</svg>"),
						"one of"),
				Arguments.of("program", "a.png", PNG, HostileFiles.text("MZ\u0090\0\3\0\0\0"), "one of"),
				Arguments.of("type that lies", "a.png", "image/jpeg", png, "declared"),
				Arguments.of("type that is none", "a.png", "x", png, "declared"),
				Arguments.of("html type", "a.png", "text/html", png, "declared"));
	}

	static Stream<Arguments> archives() {
		byte[] inner = HostileFiles.zip("a", new byte[10]);
		return Stream.of(
				Arguments.of("bomb", "a.zip", ZIP, HostileFiles.zip("a", new byte[7 * MEGABYTE]), "must not unpack"),
				Arguments.of("bomb of many", "a.zip", ZIP, HostileFiles.zip((zip) -> {
					for (int i = 0; i < 99; i++) {
						HostileFiles.put(zip, "e" + i, new byte[100_000]);
					}
				}), "must not unpack"), Arguments.of("many entries", "a.zip", ZIP, HostileFiles.zip((zip) -> {
					for (int i = 0; i < 5_000; i++) {
						HostileFiles.put(zip, "e" + i, new byte[0]);
					}
				}), "100 entries"), Arguments.of("nested", "a.zip", ZIP, HostileFiles.zip("a.zip", inner), "archives"),
				Arguments.of("nested by another name", "a.zip", ZIP, HostileFiles.zip("a.txt", inner), "archives"),
				Arguments.of("gzip in it", "a.zip", ZIP, HostileFiles.zip("a.txt", HostileFiles.gzip(new byte[1_000])),
						"archives"),
				Arguments.of("tar in it", "a.zip", ZIP, HostileFiles.zip("a.txt", HostileFiles.tar("../b")),
						"archives"),
				Arguments.of("7z in it", "a.zip", ZIP,
						HostileFiles.zip("a", HostileFiles.text("7z\u00bc\u00af'\u001c----")), "archives"),
				Arguments.of("outside", "a.zip", ZIP, HostileFiles.zip("../../etc/cron.d/a", new byte[1]), "outside"),
				Arguments.of("outside, Windows", "a.zip", ZIP, HostileFiles.zip("..\\a", new byte[1]), "outside"),
				Arguments.of("absolute", "a.zip", ZIP, HostileFiles.zip("/etc/passwd", new byte[1]), "outside"),
				Arguments.of("stream of a file", "a.zip", ZIP, HostileFiles.zip("a.txt:b", new byte[1]), "outside"),
				Arguments.of("two faces", "a.zip", ZIP, HostileFiles.zipOfTwoFaces(), "can be read"),
				Arguments.of("hidden entry", "a.zip", ZIP, HostileFiles.zipWithHiddenEntry(), "can be read"),
				Arguments.of("more behind it", "a.zip", ZIP,
						HostileFiles.concat(HostileFiles.zip("a", new byte[9]), HostileFiles.text("<html>")),
						"can be read"),
				Arguments.of("two archives", "a.zip", ZIP,
						HostileFiles.concat(HostileFiles.zip("a", new byte[9]), HostileFiles.zip("b", new byte[9])),
						"can be read"),
				Arguments.of("half of it", "a.zip", ZIP,
						Arrays.copyOf(HostileFiles.zip("a", HostileFiles.text("abc")), 40), "can be read"),
				Arguments.of("empty archive", "a.zip", ZIP, HostileFiles.zip(), ""),
				Arguments.of("macros of Office", "a.zip", ZIP,
						HostileFiles.zip("word/document.xml", HostileFiles.text("<w/>"), "word/vbaProject.bin",
								new byte[9]),
						"macros"),
				Arguments.of("document with macros", "a.docm", "application/vnd.ms-word.document.macroEnabled.12",
						HostileFiles.zip("[Content_Types].xml", HostileFiles.text("<T/>"), "word/vbaProject.bin",
								new byte[9]),
						""),
				Arguments.of("gzip", "a.zip", ZIP, HostileFiles.gzip(new byte[1_000_000]), "one of"));
	}

	static Stream<Arguments> names() {
		byte[] png = HostileFiles.image("png", 8);
		return Stream.of(Arguments.of("other extension", "a.jpg", PNG, png, "extension"),
				Arguments.of("last of two", "a.png.exe", PNG, png, "extension"),
				Arguments.of("point behind", "a.png.", PNG, png, "extension"),
				Arguments.of("space behind", "a.png ", PNG, png, "extension"),
				Arguments.of("none", "png", PNG, png, "extension"),
				Arguments.of("stream", "a.png::$DATA", PNG, png, "extension"),
				Arguments.of("right to left", "a\u202Egnp.png", PNG, png, "name"),
				Arguments.of("without width", "a\u200B.png", PNG, png, "name"),
				Arguments.of("escape sequence", "a\u001B[2J.png", PNG, png, "name"),
				Arguments.of("long", "a".repeat(400) + ".png", PNG, png, "name"));
	}

}
