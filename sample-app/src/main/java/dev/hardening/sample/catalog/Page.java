package dev.hardening.sample.catalog;

import java.util.List;

/**
 * A page of a list.
 *
 * @param <T> what is listed
 * @param items what is on this page
 * @param page the number of the page, from 0
 * @param size how many a full page holds
 * @param total how many there are on all pages
 */
record Page<T>(List<T> items, int page, int size, long total) {
}
