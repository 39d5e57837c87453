import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { PersonId } from '@tandem/schema/ids';

@Entity({ tableName: 'sign_in_link' })
export class SignInLink {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Property({ type: 'blob' })
  tokenHash!: Buffer;
  @Property({ type: 'uuid' })
  personId!: PersonId;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  expiresAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  usedAt!: Date | null;
}
