# syntax=docker/dockerfile:1.7
# What makes backups: the PostgreSQL client of the version of the server, age, an S3 client and our scripts.
FROM postgres:18
RUN apt-get update && \
	apt-get install -y --no-install-recommends age jq s3cmd && \
	rm -rf /var/lib/apt/lists/*
COPY deploy/backup/ /opt/studio/backup/
USER 65532:65532
ENTRYPOINT ["/opt/studio/backup/backup"]
