// Signs an image with the Notary Project's own library, for tests that have to read what Notation writes.
//
//	notation-sign REFERENCE KEY.pem CHAIN.pem jws|cose [EXPIRY]
//
// The reference names its image by digest; the registry speaks plain HTTP.
package main

import (
	"context"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"time"

	"github.com/notaryproject/notation-go"
	"github.com/notaryproject/notation-go/registry"
	"github.com/notaryproject/notation-go/signer"
	"oras.land/oras-go/v2/registry/remote"

	_ "github.com/notaryproject/notation-core-go/signature/cose"
	_ "github.com/notaryproject/notation-core-go/signature/jws"
)

func main() {
	if err := sign(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func sign(args []string) error {
	key, chain, err := credentials(args[1], args[2])
	if err != nil {
		return err
	}
	repository, err := remote.NewRepository(args[0])
	if err != nil {
		return err
	}
	repository.PlainHTTP = true
	generic, err := signer.NewGenericSigner(key, chain)
	if err != nil {
		return err
	}
	options := notation.SignOptions{ArtifactReference: args[0]}
	options.SignatureMediaType = map[string]string{
		"jws": "application/jose+json", "cose": "application/cose"}[args[3]]
	if len(args) > 4 {
		if options.ExpiryDuration, err = time.ParseDuration(args[4]); err != nil {
			return err
		}
	}
	_, err = notation.Sign(context.Background(), generic, registry.NewRepository(repository), options)
	return err
}

func credentials(keyFile, chainFile string) (crypto.PrivateKey, []*x509.Certificate, error) {
	bytes, err := os.ReadFile(keyFile)
	if err != nil {
		return nil, nil, err
	}
	block, _ := pem.Decode(bytes)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, nil, err
	}
	rest, err := os.ReadFile(chainFile)
	if err != nil {
		return nil, nil, err
	}
	var chain []*x509.Certificate
	for block, rest = pem.Decode(rest); block != nil; block, rest = pem.Decode(rest) {
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, nil, err
		}
		chain = append(chain, certificate)
	}
	return key, chain, nil
}
